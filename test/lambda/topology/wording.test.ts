import { type Endpoint } from '../../../lambda/topology/view';
import { countMembers, countNodes, countShare, listSome, quote, wordEndpoint } from '../../../lambda/topology/wording';

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b, c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
])('a list of %j is "%s"', (items, text) => {
  expect(listSome(items)).toBe(text);
});

test.each([
  [0, '0 nodes'],
  [1, '1 node'],
  [2, '2 nodes'],
])('%d in words is %s', (count, text) => {
  expect(countNodes(count)).toBe(text);
});

const members = (nodes: number, endpoints: number) => [
  ...Array.from({ length: nodes }, () => ({})),
  ...Array.from({ length: endpoints }, () => ({ isEndpoint: true as const })),
];

test.each([
  [0, 0, '0 nodes'],
  [4, 0, '4 nodes'],
  [1, 1, '1 node and 1 endpoint'],
  [2, 3, '2 nodes and 3 endpoints'],
  [0, 2, '2 endpoints'],
])('%d nodes and %d endpoints are %s', (nodes, endpoints, text) => {
  expect(countMembers(members(nodes, endpoints))).toBe(text);
});

test.each([
  [1, 0, '1 of 4 nodes'],
  [0, 1, '1 of 2 endpoints'],
  [4, 2, '4 of 4 nodes and 2 of 2 endpoints'],
])('%d nodes and %d endpoints of all are %s', (nodes, endpoints, text) => {
  expect(countShare(members(nodes, endpoints), members(4, 2))).toBe(text);
});

test('foreign text comes on one line, without control characters, and not too long', () => {
  expect(quote(' a\r\n  b\u0000c\u001b[31m ')).toBe('a b c [31m');
  expect(quote('x'.repeat(160))).toHaveLength(160);
  expect(quote('x'.repeat(161))).toBe(`${'x'.repeat(160)}...`);
});

test.each<[Endpoint, string | undefined, string]>([
  [{ kind: 'address', address: '::1', family: 'ipv6' }, '10.0.0.1', 'at ::1'],
  [{ kind: 'hostname', hostname: 'a.test' }, undefined, 'as a.test'],
  [{ kind: 'hostname', hostname: 'a.test' }, '10.0.0.1', 'as a.test (ip 10.0.0.1)'],
  [{ kind: 'unknown', written: 'null' }, undefined, 'without an address (null)'],
  [{ kind: 'unknown', written: 'empty' }, undefined, 'without an address ("")'],
  [{ kind: 'unknown', written: 'port-zero' }, undefined, 'without an address (port 0)'],
  [{ kind: 'unknown', written: 'question-mark' }, '::1', 'without an address ("?") (ip ::1)'],
])('the endpoint %j beside %s is "%s"', (endpoint, metadataIp, text) => {
  expect(wordEndpoint(endpoint, metadataIp)).toBe(text);
});

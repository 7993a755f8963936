import fc from 'fast-check';
import { parseClusterShards } from '../../../lambda/topology/parse-cluster-shards';
import { nodeId } from './sample-topology';

const A = nodeId(0xa1);
const B = nodeId(0xb2);

type Fields = Readonly<Record<string, unknown>>;
const flat = (fields: Fields): unknown => Object.entries(fields).flat();
const inMap = (fields: Fields): unknown => new Map(Object.entries(fields));
const same = (fields: Fields): unknown => fields;

const online = { id: A, port: 6379, ip: '127.0.0.1', endpoint: '127.0.0.1', role: 'master', 'replication-offset': 72, health: 'online' };

function shard(nodes: readonly unknown[], slots: unknown = [0, 16_383]): unknown {
  return flat({ slots, nodes });
}

function onlyNode(fields: Fields): unknown {
  const parsed = parseClusterShards([shard([flat(fields)])]);
  if (!parsed.ok) throw new Error(parsed.reason);
  return [...parsed.value.nodes.values()][0];
}

function reason(reply: unknown): string {
  const parsed = parseClusterShards(reply);
  return parsed.ok ? 'no failure' : parsed.reason;
}

describe('the reply of CLUSTER SHARDS', () => {
  const v4 = { kind: 'address', address: '127.0.0.1', family: 'ipv4' };

  test('an address', () => {
    expect(onlyNode(online)).toEqual({
      id: A,
      endpoint: v4,
      port: 6379,
      metadataIp: '127.0.0.1',
      health: 'online',
      flags: ['master', 'online'],
    });
  });

  test.each([
    ['A: ip', { endpoint: '127.0.0.1', ip: '127.0.0.1' }, v4],
    ['C: host name', { endpoint: 'node-0.cl.test', hostname: 'node-0.cl.test' }, { kind: 'hostname', hostname: 'node-0.cl.test' }],
    ['D: host name wanted, none set', { endpoint: '?' }, { kind: 'unknown', written: 'question-mark' }],
    ['E: unknown-endpoint is an empty text here', { endpoint: '', hostname: 'node-3.cl.test' }, { kind: 'unknown', written: 'empty' }],
    ['null', { endpoint: null }, { kind: 'unknown', written: 'null' }],
    ['G: own address never learned', { endpoint: '', ip: '' }, { kind: 'unknown', written: 'empty' }],
    ['serverless: ip is 127.0.0.1, the endpoint is right', { endpoint: 'fd00::1', ip: '127.0.0.1' }, { kind: 'address', address: 'fd00::1', family: 'ipv6' }],
  ])('%s', (_, fields, endpoint) => {
    expect(onlyNode({ ...online, ...fields })).toMatchObject({ endpoint });
  });

  test('with TLS only there is a TLS port and no other', () => {
    const { port, ...others } = online;
    expect(onlyNode({ ...others, 'tls-port': port })).toMatchObject({ tlsPort: 6379 });
    expect(onlyNode({ ...others, 'tls-port': port })).not.toHaveProperty('port');
  });

  test('an empty host name is none', () => {
    expect(onlyNode({ ...online, hostname: '' })).not.toHaveProperty('hostname');
  });

  test.each([
    ['online', 'online'],
    ['loading', 'loading'],
    ['fail', 'failed'],
    ['failed', 'failed'],
  ])('health %s', (written, health) => {
    expect(onlyNode({ ...online, health: written })).toMatchObject({ health, flags: ['master', written] });
  });

  test('without a role', () => {
    expect(onlyNode({ ...online, role: undefined })).toMatchObject({ flags: ['online'] });
  });

  test('lists shards without slots, and shards with many ranges', () => {
    const reply = [shard([flat(online)], [0, 5, 7, 16_383]), shard([flat({ ...online, id: B })], [])];
    const parsed = parseClusterShards(reply);
    expect(parsed.ok && [...parsed.value.nodes.keys()]).toEqual([A, B]);
  });

  test('reads the same from RESP2 and RESP3', () => {
    const encode = (map: (fields: Fields) => unknown): unknown => [map({ slots: [0, 16_383], nodes: [map(online), map({ ...online, id: B })] })];
    const parsed = parseClusterShards(encode(flat));
    expect(parsed.ok && parsed.value.nodes.size).toBe(2);
    expect(parseClusterShards(encode(inMap))).toEqual(parsed);
    expect(parseClusterShards(encode(same))).toEqual(parsed);
  });

  test.each([
    [null, 'the reply is not a list but null'],
    [['x'], 'shard 0 is not a map but "x"'],
    [[[]], 'shard 0: slots is not a list but undefined'],
    [[flat({ slots: [] })], 'shard 0: nodes is not a list but undefined'],
    [[shard([], [0])], 'shard 0: last slot is not a number from 0 to 16383 but undefined'],
    [[shard([], [0, 5]), shard([], [5, 9])], 'shard 1: slot 5 is assigned twice'],
    [[shard([5])], 'shard 0: a node is not a map but 5'],
    [[shard([[]])], 'shard 0: the id of a node is not a node id but undefined'],
    [[shard([flat(online), flat(online)])], 'shard 0: node a1a1a1a1 is listed twice'],
    [[shard([flat({ ...online, health: 'fine' })])], 'shard 0: node a1a1a1a1: health is "fine"'],
    [[shard([flat({ ...online, health: null })])], 'shard 0: node a1a1a1a1: health is null'],
    [[shard([flat({ ...online, port: null })])], 'shard 0: node a1a1a1a1: port is not a number from 1 to 65535 but null'],
    [[shard([flat({ ...online, role: 1 })])], 'shard 0: node a1a1a1a1: role is not text but 1'],
    [[shard([flat({ id: A, health: 'online' })])], 'shard 0: node a1a1a1a1: endpoint is neither an address nor a host name but undefined'],
  ])('malformed %j: %s', (reply, expected) => {
    expect(reason(reply)).toBe(expected);
  });

  test('never throws, whatever comes', () => {
    const anything = fc.anything({ maxDepth: 2, withMap: true, withTypedArray: true, withNullPrototype: true, withBigInt: true });
    const node = fc.dictionary(fc.constantFrom('id', 'health', 'endpoint'), anything, { maxKeys: 3 });
    const almost = fc.array(fc.record({ slots: fc.array(anything, { maxLength: 3 }), nodes: fc.array(node, { maxLength: 3 }) }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.oneof(anything, almost), (reply) => {
        const parsed = parseClusterShards(reply);
        expect(parsed.ok ? parsed.value.nodes.size : parsed.reason.length).toBeGreaterThanOrEqual(parsed.ok ? 0 : 1);
      }),
      { numRuns: 1000 },
    );
  });
});

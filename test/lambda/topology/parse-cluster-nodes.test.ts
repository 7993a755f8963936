import fc from 'fast-check';
import { KnownLines } from '../../../lambda/topology/known-lines';
import { type ListedNode, type Membership } from '../../../lambda/topology/membership';
import { NodesReading, parseClusterNodes } from '../../../lambda/topology/parse-cluster-nodes';
import { type Endpoint } from '../../../lambda/topology/view';
import { nodeId } from './sample-topology';

const A = nodeId(0xa1);
const B = nodeId(0xb2);
const myself = `${A} ::1:17100@27100 myself,master - 0 0 1 connected 0-5460`;

function membership(reply: unknown): Membership {
  const parsed = parseClusterNodes(reply);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

function reason(reply: unknown): string {
  const parsed = parseClusterNodes(reply);
  return parsed.ok ? 'no failure' : parsed.reason;
}

describe('the reply of CLUSTER NODES', () => {
  const v4: Endpoint = { kind: 'address', address: '127.0.0.1', family: 'ipv4' };
  const v6: Endpoint = { kind: 'address', address: '::1', family: 'ipv6' };
  const rest = '- 0 1700000000000 3 connected';

  test.each<[string, string, Partial<ListedNode>]>([
    ['IPv4', `127.0.0.1:6379@16379 master ${rest} 0-5460`, { endpoint: v4, port: 6379, flags: ['master'], health: 'online' }],
    ['IPv6 has no brackets: the last colon is before the port', `::1:17405@27405 slave ${rest}`, { endpoint: v6, port: 17_405, flags: ['slave'] }],
    ['host name set', `::1:17405@27405,node-5.cl.test slave ${rest}`, { endpoint: v6, hostname: 'node-5.cl.test' }],
    ['empty host name', `::1:17405@27405, slave ${rest}`, { endpoint: v6 }],
    ['more fields', `::1:1@2,,shard-id=${B} slave ${rest}`, { endpoint: v6 }],
    ['host name and more fields', `::1:1@2,n.test,tls-port=0,shard-id=x slave ${rest}`, { endpoint: v6, hostname: 'n.test' }],
    ['address not known', `:17450@27450 master ${rest}`, { endpoint: { kind: 'unknown', written: 'empty' }, port: 17_450 }],
    ['noaddr', `:0@0 slave,noaddr ${rest}`, { port: 0, flags: ['slave', 'noaddr'], health: 'no-address' }],
    ['fail?', `::1:1@2 slave,fail? ${A} 0 0 3 disconnected`, { health: 'suspected', flags: ['slave', 'fail?'] }],
    ['fail', `::1:1@2 master,fail ${rest}`, { health: 'failed' }],
    ['fail and noaddr', `:0@0 master,fail,noaddr ${rest}`, { health: 'no-address' }],
    ['handshake', '::1:1@2 handshake - 0 0 0 disconnected', { health: 'joining', flags: ['handshake'] }],
    ['flags that say nothing of health', `::1:1@2 master,nofailover ${rest}`, { health: 'online' }],
    ['no flags', `::1:1@2 noflags ${rest}`, { health: 'no-role' }],
    ['neither primary nor replica', `::1:1@2 faile ${rest}`, { health: 'no-role', flags: ['faile'] }],
    ['the words of a server that calls them otherwise', `::1:1@2 replica ${rest}`, { health: 'online' }],
    ['migrating slots', `::1:1@2 master ${rest} 0-5460 [93->-${A}]`, { health: 'online' }],
    ['a name for an address', `node-0.test:1@2 master ${rest}`, { endpoint: { kind: 'hostname', hostname: 'node-0.test' } }],
  ])('%s', (_, line, { hostname, ...expected }) => {
    const node = membership(`${myself}\n${B} ${line}\n`).nodes.get(B);
    expect(node).toMatchObject({ id: B, ...expected });
    expect(node?.hostname).toBe(hostname);
  });

  test('says which node answered', () => {
    const { myself: me, nodes } = membership(`${B} ::1:1@2 slave ${A} 0 0 1 connected\n${myself}\n`);
    expect(me).toBe(A);
    expect([...nodes.keys()]).toEqual([B, A]);
    expect(nodes.get(A)).toEqual({ id: A, endpoint: v6, port: 17_100, flags: ['master'], health: 'online' });
  });

  test('may be bytes, may end its lines with CR LF, may end without a line break', () => {
    expect(membership(Buffer.from(myself)).myself).toBe(A);
    expect(membership(`${myself}\r\n\r\n`).myself).toBe(A);
    expect(membership(`${A} ::1:1@2 myself,slave ${B} 0 0 1 connected\r\n`).myself).toBe(A);
  });

  test('replies can share what they agree on', () => {
    const known = { id: A, endpoint: { kind: 'unknown', written: 'null' }, flags: ['myself'], health: 'online' } as const;
    const parsed = parseClusterNodes(myself, () => known);
    expect(parsed.ok && parsed.value.nodes.get(A)).toBe(known);
  });

  describe('of nodes that others have listed', () => {
    const lines = new KnownLines();
    const second = `${B} ::1:17101@27101 slave ${A} 0 0 1 connected`;
    const listing = (...of: readonly string[]): NodesReading => {
      const reading = new NodesReading(lines);
      const bytes = Buffer.from(of.join('\n'));
      reading.read(bytes, 0, bytes.length);
      return reading;
    };
    const { nodes } = listing(myself, second).membership();
    const places = new Map([...nodes.values()].map((node, place) => [node, place]));
    const listed = (...of: readonly string[]): Membership => listing(...of).membership([{ nodes, places }]);

    test('is shared, whatever the order', () => {
      expect(listed(myself, second).nodes).toBe(nodes);
      expect(listed(second, myself).nodes).toBe(nodes);
    });

    test('is its own where a node is another one', () => {
      expect([...listed(myself, second.replace('slave', 'slave,fail')).nodes.values()].map(({ health }) => health)).toEqual(['online', 'failed']);
    });

    test('is its own where there are fewer', () => {
      expect([...listed(myself).nodes.keys()]).toEqual([A]);
    });

    test('is no list where a node is there twice, in place of another', () => {
      expect(() => listed(myself, myself)).toThrow('node a1a1a1a1 is listed twice');
    });
  });

  describe('that is malformed is a failure with a reason', () => {
    const other = (line: string): string => `${myself}\n${B} ${line}`;
    test.each([
      [null, 'the reply is not text but null'],
      [[myself], 'the reply is not text but a list of 1'],
      ['', '0 lines are flagged "myself"'],
      [`${B} ::1:1@2 slave - 0 0 1 connected`, '0 lines are flagged "myself"'],
      [`${myself}\n${myself.replace(A, B)}`, '2 lines are flagged "myself"'],
      [`${myself}\n${myself}`, 'node a1a1a1a1 is listed twice'],
      ['OK', 'line 0 is not that of a node: "OK"'],
      [other('::1:1@2 slave'), `line 1 is not that of a node: "${B}..."`],
      [`${myself}\n${B.slice(1)} ::1:1@2 slave - 0 0 1 connected`, `line 1 is not that of a node: "${B.slice(1)} ..."`],
      [other('::1@2 - slave - 0 0 1 connected'), `line 1 is not that of a node: "${B}..."`],
      [other('::1:1 slave - 0 0 1 connected'), `line 1 is not that of a node: "${B}..."`],
      [other('::1:1@2 - - 0 0 1 here'), `line 1 is not that of a node: "${B}..."`],
      [other('::1:1@2 slave - 0 0 1 connectedly'), `line 1 is not that of a node: "${B}..."`],
      [other('::1:1@2 slave nobody 0 0 1 connected'), `line 1 is not that of a node: "${B}..."`],
      [other('[::1]:1@2 slave - 0 0 1 connected'), 'line 1: ip is neither an address nor a host name but "[::1]"'],
      [other('::1:70000@2 slave - 0 0 1 connected'), 'line 1: port is not a number from 0 to 65535 but 70000'],
    ])('%p: %s', (reply, expected) => {
      expect(reason(reply)).toBe(expected);
    });
  });

  test('never throws, whatever comes', () => {
    const words = fc.constantFrom(A, B, '::1:1@2', 'myself', 'myself,master', '-', '0', 'connected', ' ', '\n', '\r', ',', 'fail?', '\0');
    const text = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(fc.anything({ withMap: true, withTypedArray: true }), text, fc.string()), (reply) => {
        const parsed = parseClusterNodes(reply);
        expect(parsed.ok || parsed.reason.length > 0).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

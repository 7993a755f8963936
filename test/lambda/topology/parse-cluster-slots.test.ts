import fc from 'fast-check';
import { parseClusterSlots, type RowNodes, SlotsReading } from '../../../lambda/topology/parse-cluster-slots';
import { type TopologyView } from '../../../lambda/topology/view';
import { nodeId } from './sample-topology';

const A = nodeId(0xa1);
const B = nodeId(0xb2);

function view(reply: unknown): TopologyView {
  const parsed = parseClusterSlots(reply);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

function reason(reply: unknown): string {
  const parsed = parseClusterSlots(reply);
  return parsed.ok ? 'no failure' : parsed.reason;
}

const one = (...node: unknown[]): unknown => [[0, 16_383, node]];

describe('the reply of CLUSTER SLOTS', () => {
  describe('the endpoint of a node, in every shape that engines write', () => {
    const v4 = { kind: 'address', address: '127.0.0.1', family: 'ipv4' };
    const named = { kind: 'hostname', hostname: 'node-0.cl.test' };
    const noAddress = { kind: 'unknown', written: 'null' };

    test.each([
      ['engine 6: three elements', ['127.0.0.1', 6379, A], v4, undefined],
      ['A: ip, no host name, RESP2', ['127.0.0.1', 6379, A, []], v4, undefined],
      ['A: ip, no host name, RESP3', ['127.0.0.1', 6379, A, new Map()], v4, undefined],
      ['B: ip, host name set, RESP2', ['127.0.0.1', 6379, A, ['hostname', 'node-0.cl.test']], v4, undefined],
      ['B: ip, host name set, RESP3 as Map', ['127.0.0.1', 6379, A, new Map([['hostname', 'node-0.cl.test']])], v4, undefined],
      ['B: ip, host name set, RESP3 as object', ['127.0.0.1', 6379, A, { hostname: 'node-0.cl.test' }], v4, undefined],
      ['ElastiCache without TLS: empty host name', ['127.0.0.1', 6379, A, ['hostname', '']], v4, undefined],
      ['a null host name', ['127.0.0.1', 6379, A, ['hostname', null]], v4, undefined],
      ['newer Valkey: more metadata', ['127.0.0.1', 6379, A, ['availability-zone', 'eu-central-1a']], v4, undefined],
      ['more elements than are known', ['127.0.0.1', 6379, A, [], 'more', 7], v4, undefined],
      ['bytes', [Buffer.from('127.0.0.1'), 6379, Buffer.from(A), [Buffer.from('hostname'), Buffer.from('x')]], v4, undefined],
      ['C: host name preferred', ['node-0.cl.test', 6379, A, ['ip', '127.0.0.1']], named, '127.0.0.1'],
      ['C: host name preferred, RESP3', ['node-0.cl.test', 6379, A, { ip: '127.0.0.1' }], named, '127.0.0.1'],
      ['host name preferred, engine 6', ['node-0.cl.test', 6379, A], named, undefined],
      ['D: host name preferred, none set', ['?', 6379, A, ['ip', '127.0.0.1']], { kind: 'unknown', written: 'question-mark' }, '127.0.0.1'],
      ['E: unknown-endpoint, host name set', [null, 6379, A, ['ip', '127.0.0.1', 'hostname', 'node-3.cl.test']], noAddress, '127.0.0.1'],
      ['F: unknown-endpoint, no host name', [null, 6379, A, ['ip', '127.0.0.1']], noAddress, '127.0.0.1'],
      ['G: own address never learned', ['', 6379, A, []], { kind: 'unknown', written: 'empty' }, undefined],
      ['H: host name, addresses flipped', ['node-0.cl.test', 6379, A, ['ip', '::1']], named, '::1'],
      ['IPv6', ['::1', 6379, A, []], { kind: 'address', address: '::1', family: 'ipv6' }, undefined],
      ['IPv4-mapped IPv6', ['::ffff:1.2.3.4', 6379, A, []], { kind: 'address', address: '::ffff:1.2.3.4', family: 'ipv4' }, undefined],
      ['a short name', ['localhost', 6379, A, []], { kind: 'hostname', hostname: 'localhost' }, undefined],
    ])('%s', (_, node, endpoint, metadataIp) => {
      expect(view(one(...node)).nodes.get(A)).toEqual({ id: A, endpoint, port: 6379, ...(metadataIp && { metadataIp }) });
    });
  });

  test.each([[''], ['::1'], ['node-0.cl.test'], [null]])('a node that lost its address has port 0, beside %p', (written) => {
    expect(view(one(written, 0, A)).nodes.get(A)).toEqual({ id: A, endpoint: { kind: 'unknown', written: 'port-zero' }, port: 0 });
  });

  test('an address goes before a host name, whatever the metadata says', () => {
    const node = view(one('fd00::1', 6379, A, ['hostname', 'node-0.cl.test', 'ip', '10.0.0.1'])).nodes.get(A);
    expect(node?.endpoint).toEqual({ kind: 'address', address: 'fd00::1', family: 'ipv6' });
  });

  test('a node that knows nobody answers an empty list: a view of no nodes', () => {
    expect(view([])).toEqual({ nodes: new Map(), coveredSlots: 0 });
  });

  test('counts slots, not rows: primaries and replicas of three shards, one slot left out', () => {
    const rows = [
      [0, 5460, ['::1', 1, nodeId(1)], ['::1', 4, nodeId(4)]],
      [5462, 10_922, ['::1', 2, nodeId(2)], ['::1', 5, nodeId(5)]],
      [10_923, 16_383, ['::1', 3, nodeId(3)]],
    ];
    expect(view(rows).coveredSlots).toBe(16_383);
    expect([...view(rows).nodes.keys()]).toEqual([1, 4, 2, 5, 3].map(nodeId));
  });

  test('fragmented slots: every slot its own row, each node once in the view', () => {
    const rows = Array.from({ length: 16_384 }, (_, slot) => [slot, slot, slot % 2 ? [null, 1, A, []] : ['::2', 2, B, []]]);
    expect(view(rows).coveredSlots).toBe(16_384);
    expect([...view(rows).nodes.keys()]).toEqual([B, A]);
  });

  test('views can share what they agree on', () => {
    const known = { id: A, endpoint: { kind: 'unknown', written: 'null' } } as const;
    const parsed = parseClusterSlots(one(null, 1, A), () => known);
    expect(parsed.ok && parsed.value.nodes.get(A)).toBe(known);
  });

  describe('that is malformed is a failure with a reason, never a view', () => {
    const a = ['::1', 1, A, []];
    const b = ['::2', 2, B, []];
    test.each([
      [null, 'the reply is not a list but null'],
      [undefined, 'the reply is not a list but undefined'],
      ['OK', 'the reply is not a list but "OK"'],
      [new Error('NOPERM no'), 'the reply is not a list but the error "NOPERM no"'],
      [new Map(), 'the reply is not a list but a map'],
      [[null], 'row 0 is not a list but null'],
      [[[]], 'row 0: first slot is not a number from 0 to 16383 but undefined'],
      [[['0', 16_383, a]], 'row 0: first slot is not a number from 0 to 16383 but "0"'],
      [[[0, 16_384, a]], 'row 0: last slot is not a number from 0 to 16383 but 16384'],
      [[[-1, 5, a]], 'row 0: first slot is not a number from 0 to 16383 but -1'],
      [[[0.5, 5, a]], 'row 0: first slot is not a number from 0 to 16383 but 0.5'],
      [[[Number.NaN, 5, a]], 'row 0: first slot is not a number from 0 to 16383 but NaN'],
      [[[6, 5, a]], 'row 0: last slot is not a number from 6 to 16383 but 5'],
      [[[0, 5]], 'row 0 lists no node'],
      [[[0, 5, a], [5, 9, b]], 'row 1: slot 5 is assigned twice'],
      [[[0, 5, a], [0, 5, a]], 'row 1: slot 0 is assigned twice'],
      [[[0, 5, A]], `row 0: a node is not a list but "${A}"`],
      [[[0, 5, ['::1', 1]]], 'row 0: the third element of a node is not a node id but undefined'],
      [one('::1', 1, A.toUpperCase()), `row 0: the third element of a node is not a node id but "${A.toUpperCase()}"`],
      [one('::1', 1, `${A}0`), `row 0: the third element of a node is not a node id but "${A}..."`],
      [one('::1', '1', A), 'row 0: node a1a1a1a1: port is not a number from 0 to 65535 but "1"'],
      [one('::1', -1, A), 'row 0: node a1a1a1a1: port is not a number from 0 to 65535 but -1'],
      [one('::1', 65_536, A), 'row 0: node a1a1a1a1: port is not a number from 0 to 65535 but 65536'],
      [one('::1', 1, A, null), 'row 0: node a1a1a1a1: metadata is not a map but null'],
      [one('::1', 1, A, ''), 'row 0: node a1a1a1a1: metadata is not a map but ""'],
      [one('::1', 1, A, Buffer.from('ip')), 'row 0: node a1a1a1a1: metadata is not a map but "ip"'],
      [one('::1', 1, A, ['ip']), 'row 0: node a1a1a1a1: metadata has a name without a value'],
      [one('::1', 1, A, [1, 2]), 'row 0: node a1a1a1a1: metadata has the field name 1'],
      [one('::1', 1, A, ['ip', 'x', 'ip', 'y']), 'row 0: node a1a1a1a1: metadata has the field name "ip"'],
      [one('x', 1, A, ['ip', 5]), 'row 0: node a1a1a1a1: metadata ip is not text but 5'],
      [one('::1', 1, A, ['hostname', []]), 'row 0: node a1a1a1a1: metadata hostname is not text but a list of 0'],
      [one(7, 1, A), 'row 0: node a1a1a1a1: endpoint is neither an address nor a host name but 7'],
      [one('[::1]', 1, A), 'row 0: node a1a1a1a1: endpoint is neither an address nor a host name but "[::1]"'],
      [one('fe80::1%eth0', 1, A), 'row 0: node a1a1a1a1: endpoint is neither an address nor a host name but "fe80::1%eth0"'],
      [one('10.0.0.256', 1, A), 'row 0: node a1a1a1a1: endpoint is neither an address nor a host name but "10.0.0.256"'],
      [one('a b', 1, A), 'row 0: node a1a1a1a1: endpoint is neither an address nor a host name but "a b"'],
      [one('a..b', 1, A), 'row 0: node a1a1a1a1: endpoint is neither an address nor a host name but "a..b"'],
      [[[0, 9, a, a]], 'row 0: node a1a1a1a1 is listed twice in one row'],
      [[[0, 5, a, b], [6, 9, b, a]], 'row 1: node b2b2b2b2 is listed in two shards'],
      [[[0, 5, a], [6, 9, ['127.0.0.1', 1, A]]], 'row 1: node a1a1a1a1 is listed at two places'],
      [[[0, 5, a], [6, 9, ['::1', 2, A]]], 'row 1: node a1a1a1a1 is listed at two places'],
      [[[0, 5, [null, 1, A]], [6, 9, ['', 1, A]]], 'row 1: node a1a1a1a1 is listed at two places'],
      [[[0, 5, ['', 1, A]], [6, 9, [null, 1, A]]], 'row 1: node a1a1a1a1 is listed at two places'],
    ])('%p: %s', (reply, expected) => {
      expect(reason(reply)).toBe(expected);
    });

    test('a host name longer than a name can be', () => {
      expect(view(one('a'.repeat(255), 1, A)).nodes.size).toBe(1);
      expect(reason(one('a'.repeat(256), 1, A))).toMatch(/endpoint is neither an address nor a host name/);
    });

    test('a value that fails when it is looked at', () => {
      const trap = Object.defineProperty({}, 'ip', { enumerable: true, get: () => JSON.parse('{') as unknown });
      expect(reason(one('::1', 1, A, trap))).toBe('it can not be read');
    });
  });

  const metadata = fc.dictionary(fc.constantFrom('ip', 'hostname', 'availability-zone'), fc.constantFrom('', 'a.test', '::1', '10.0.0.1'));
  const endpoint = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom(null, '', '?', 'node.cl.test'));
  const nodes = fc.uniqueArray(fc.record({ digit: fc.nat(255), endpoint, metadata }), { minLength: 1, maxLength: 8, selector: ({ digit }) => digit });

  test('reads the same from RESP2 and RESP3', () => {
    fc.assert(
      fc.property(nodes, (written) => {
        const encode = (encodeMetadata: (fields: Record<string, string>) => unknown): unknown => [
          [0, 16_383, ...written.map((node) => [node.endpoint, 6379, nodeId(node.digit), encodeMetadata(node.metadata)])],
        ];
        const flat = view(encode((fields) => Object.entries(fields).flat()));
        expect(flat.nodes.size).toBe(written.length);
        expect(view(encode((fields) => new Map(Object.entries(fields))))).toEqual(flat);
        expect(view(encode((fields) => fields))).toEqual(flat);
        expect(view(encode((fields) => Object.entries(fields).flat().map((text) => Buffer.from(text))))).toEqual(flat);
      }),
    );
  });

  test('never throws, whatever comes', () => {
    const anything = fc.anything({ withMap: true, withSet: true, withTypedArray: true, withBigInt: true, withDate: true, withNullPrototype: true });
    const wild = fc.oneof(anything, fc.array(fc.array(fc.oneof(anything, fc.nat(16_383), fc.array(anything)))));
    fc.assert(
      fc.property(wild, (reply) => {
        const parsed = parseClusterSlots(reply);
        // nothing but an empty list is a view by chance
        expect(parsed.ok).toBe(Array.isArray(reply) && reply.length === 0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a row that repeats the nodes of another', () => {
  const rows = Array.from({ length: 6 }, (_, index) => [index * 10, index * 10 + 9, ...[0, 1].map((place) => [`10.0.${index % 3}.${place}`, 6379, nodeId(2 * (index % 3) + place + 1), []])]);

  test('says the same without being read', () => {
    const read = new SlotsReading();
    const repeated = new SlotsReading();
    const known = rows.slice(0, 3).map((row) => repeated.read(row));
    rows.slice(3).forEach((row, index) => {
      repeated.repeat(Number(row[0]), Number(row[1]), known[index] ?? { nodes: [{ id: A, endpoint: { kind: 'unknown', written: 'null' } }] });
    });
    for (const row of rows) read.read(row);
    expect(repeated.view()).toEqual(read.view());
  });

  test('may be of another reply', () => {
    const other = new SlotsReading();
    const known = rows.map((row) => other.read(row));
    const reading = new SlotsReading();
    known.forEach((nodes, index) => {
      reading.repeat(index * 10, index * 10 + 9, nodes);
    });
    expect(reading.view()).toEqual(other.view());
  });

  test('is checked against what this reply says', () => {
    const other = new SlotsReading();
    const known = other.read([0, 9, ['10.0.0.9', 6379, nodeId(1), []]]);
    const elsewhere = new SlotsReading();
    elsewhere.read(rows[0]);
    expect(() => {
      elsewhere.repeat(50, 59, known);
    }).toThrow('row 1: node 01010101 is listed at two places');
    expect(() => {
      other.repeat(5, 12, known);
    }).toThrow('row 1: slot 5 is assigned twice');
    const asReplica = new SlotsReading();
    asReplica.read([20, 29, ['10.0.0.8', 6379, nodeId(2), []], ['10.0.0.9', 6379, nodeId(1), []]]);
    expect(() => {
      asReplica.repeat(0, 9, known);
    }).toThrow('row 1: node 01010101 is listed in two shards');
  });
});

describe('a reply that begins as the last view did', () => {
  const row = (first: number, shard: number, address = `10.0.${shard}.0`): unknown[] => [first, first + 9, [address, 6379, nodeId(shard), []]];
  const first = new SlotsReading();
  const [firstRow, secondRow, thirdRow] = [first.read(row(0, 1)), first.read(row(10, 2)), first.read(row(20, 3))];
  const last = first.known();
  const following = (...rows: readonly (readonly [number, RowNodes])[]): SlotsReading => {
    const reading = new SlotsReading(undefined, last);
    for (const [start, nodes] of rows) reading.repeat(start, start + 9, nodes);
    return reading;
  };
  const listed = (reading: SlotsReading): readonly string[] => [...reading.view().nodes.keys()];

  test('is that view, if it goes on like it to the end', () => {
    expect(following([0, firstRow], [10, secondRow], [20, thirdRow]).known()).toBe(last);
  });

  test('is another one if it ends early', () => {
    expect(listed(following([0, firstRow], [10, secondRow]))).toEqual([1, 2].map(nodeId));
  });

  test('is another one if it covers fewer slots', () => {
    const reading = new SlotsReading(undefined, last);
    [firstRow, secondRow, thirdRow].forEach((nodes, index) => {
      reading.repeat(index, index, nodes);
    });
    expect(reading.known()).not.toBe(last);
    expect(reading.view()).toEqual({ nodes: last.view.nodes, coveredSlots: 3 });
  });

  test('keeps what it followed when it goes on with a row that the view has later', () => {
    expect(listed(following([0, firstRow], [10, thirdRow]))).toEqual([1, 3].map(nodeId));
  });

  test('keeps what it followed when it goes on with a row that is new', () => {
    const reading = following([0, firstRow], [10, secondRow]);
    reading.read(row(20, 4));
    reading.repeat(30, 39, firstRow);
    expect(listed(reading)).toEqual([1, 2, 4].map(nodeId));
  });

  test('is checked against what it followed', () => {
    const reading = following([0, firstRow]);
    expect(() => reading.read(row(10, 1, '10.0.9.9'))).toThrow('row 1: node 01010101 is listed at two places');
  });
});

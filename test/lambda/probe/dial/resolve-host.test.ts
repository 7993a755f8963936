import { type Lookup, resolveHost, systemLookup } from '../../../../lambda/probe/dial/resolve-host';
import { type AddressFamily } from '../../../../lambda/topology/address-family';

const NEVER = new AbortController().signal;

/** A resolver that knows these names. */
function knows(names: Readonly<Record<string, Partial<Record<AddressFamily, readonly string[]>>>>): Lookup {
  return (host, family) => {
    const found = names[host]?.[family];
    return found ? Promise.resolve(found) : Promise.reject(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }));
  };
}
const resolve = (host: string, lookup: Lookup, family: AddressFamily = 'ipv6', signal: AbortSignal = NEVER) => resolveHost(host, { family, lookup, signal, millis: 200 });

describe('resolving the name of a node', () => {
  test('gives all addresses of the family, in their order, and asks for no other', async () => {
    const asked: string[] = [];
    const lookup: Lookup = (host, family) => {
      asked.push(`${host} ${family}`);
      return Promise.resolve(['fd00::2', 'fd00::1']);
    };
    expect(await resolve('node.test', lookup)).toEqual(['fd00::2', 'fd00::1']);
    expect(asked).toEqual(['node.test ipv6']);
  });

  test.each(['10.0.0.1', 'fd00::1', '::1'])('takes %s as it is, without a resolver', async (literal) => {
    const lookup: Lookup = () => Promise.reject(new Error('nobody should ask'));
    expect(await resolve(literal, lookup, 'ipv6')).toEqual([literal]);
    expect(await resolve(literal, lookup, 'ipv4')).toEqual([literal]);
  });

  test.each(['64:ff9b::a00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::a00:1', '::ffff:10.0.0.1'])('%s is made up from an IPv4 address and does not count', async (made) => {
    const both = knows({ 'node.test': { ipv6: [made, 'fd00::1'] } });
    expect(await resolve('node.test', both)).toEqual(['fd00::1']);
    const only = knows({ 'node.test': { ipv6: [made] } });
    await expect(resolve('node.test', only)).rejects.toMatchObject({ stage: 'RESOLVED', code: 'DnsSynthesized', message: `node.test has only ${made}` });
  });

  test('a name without such an address fails, and says what it has in the other family', async () => {
    const names = knows({ 'node.test': { ipv4: ['10.0.0.7'] } });
    await expect(resolve('node.test', names)).rejects.toMatchObject({
      stage: 'RESOLVED',
      code: 'ENOTFOUND',
      message: 'getaddrinfo ENOTFOUND node.test; in ipv4 it has 10.0.0.7',
    });
    await expect(resolve('node.test', names, 'ipv4')).resolves.toEqual(['10.0.0.7']);
    await expect(resolve('other.test', names)).rejects.toMatchObject({ code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND other.test' });
  });

  test('no address is an error too, whatever the resolver calls it', async () => {
    await expect(resolve('node.test', () => Promise.resolve([]))).rejects.toMatchObject({ code: 'ENOTFOUND', message: 'node.test has no address' });
  });

  test('other errors keep their code, and nobody asks a second time', async () => {
    let asked = 0;
    const fails: Lookup = () => {
      asked += 1;
      return Promise.reject(Object.assign(new Error('getaddrinfo EAI_AGAIN node.test'), { code: 'EAI_AGAIN' }));
    };
    await expect(resolve('node.test', fails)).rejects.toMatchObject({ stage: 'RESOLVED', code: 'EAI_AGAIN' });
    expect(asked).toBe(1);
  });

  test('a resolver that does not answer is given up', async () => {
    const silent: Lookup = () => new Promise(() => undefined);
    await expect(resolve('node.test', silent)).rejects.toMatchObject({ stage: 'RESOLVED', code: 'ResolveTimeout', message: 'no answer about node.test within 200 ms' });
    const stop = new AbortController();
    const given = resolve('node.test', silent, 'ipv6', stop.signal);
    stop.abort();
    await expect(given).rejects.toMatchObject({ stage: 'RESOLVED', code: 'AbortError' });
    await expect(resolve('node.test', silent, 'ipv6', stop.signal)).rejects.toMatchObject({ code: 'AbortError' });
  });
});

describe('as programs resolve names', () => {
  test('localhost has an address of each family, of no other', async () => {
    expect(await systemLookup('localhost', 'ipv4')).toEqual(['127.0.0.1']);
    expect((await systemLookup('localhost', 'ipv6').catch(() => ['::1']))[0]).toBe('::1');
  });

  test('a name that nobody has is not found', async () => {
    await expect(resolve('no-such-node.invalid', systemLookup)).rejects.toMatchObject({ stage: 'RESOLVED', code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN|ResolveTimeout)$/) as string });
  });
});

import { listMembers } from '../../../../lambda/gate/nodes/list-members';
import { type CacheGroup } from '../../../../lambda/gate/nodes/cache-group';
import { FakeServices, GROUP } from '../fake-services';

const at = (address: string) => ({ address, port: 6379 });
const SINGLE: CacheGroup = {
  ...GROUP,
  clusterMode: false,
  configurationEndpoint: undefined,
  memberIds: ['cache-001', 'cache-002'],
  memberEndpoints: new Map([['cache-001', at('one.example')], ['cache-002', at('two.example')]]),
  primaryEndpoint: at('primary.example'),
  readerEndpoint: at('reader.example'),
};

let services: FakeServices;
beforeEach(() => {
  services = new FakeServices();
});

describe('listMembers', () => {
  test('with cluster mode, the API is asked for the endpoint of every node', async () => {
    const { members, withoutEndpoint } = await listMembers(services.groups, GROUP, false);
    expect(members).toEqual([
      { id: 'cache-0001-001', host: 'cache-0001-001.example', port: 6379 },
      { id: 'cache-0002-001', host: 'cache-0002-001.example', port: 6379 },
    ]);
    expect(withoutEndpoint).toEqual([]);
    expect(services.calls).toEqual(['DescribeCacheClusters cache-0001-001', 'DescribeCacheClusters cache-0002-001']);
  });

  test('with the names, the configuration endpoint is one of them', async () => {
    const { members } = await listMembers(services.groups, GROUP, true);
    expect(members[2]).toEqual({ id: 'configuration endpoint', host: 'clustercfg.cache.example', port: 6379, kind: 'endpoint' });
  });

  test('without cluster mode, the group itself tells everything', async () => {
    const { members } = await listMembers(services.groups, SINGLE, true);
    expect(members.map(({ id, host, kind }) => [id, host, kind])).toEqual([
      ['cache-001', 'one.example', undefined],
      ['cache-002', 'two.example', undefined],
      ['primary endpoint', 'primary.example', 'endpoint'],
      ['reader endpoint', 'reader.example', 'endpoint'],
    ]);
    expect(services.calls).toEqual([]);
  });

  test('without a replica, nobody is behind the reader endpoint', async () => {
    const { members } = await listMembers(services.groups, { ...SINGLE, memberIds: ['cache-001'] }, true);
    expect(members.map(({ id }) => id)).toEqual(['cache-001', 'primary endpoint']);
  });

  test('a node that has no endpoint yet is named', async () => {
    services.endpoint = (id) => (id === 'cache-0002-001' ? undefined : at('one.example'));
    expect((await listMembers(services.groups, GROUP, false)).withoutEndpoint).toEqual(['cache-0002-001']);
  });
});

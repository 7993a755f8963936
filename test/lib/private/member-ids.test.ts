import { CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { ClusterMode, type ReplicationGroupShape } from '../../../lib';
import { memberIdsOf } from '../../../lib/private/member-ids';

const { ENABLED, DISABLED, COMPATIBLE } = ClusterMode;

/** Other languages than TypeScript let tokens through where an enum belongs. */
const untyped = (shape: Readonly<Record<string, unknown>>): ReplicationGroupShape => shape;

describe('member ids', () => {
  it('with cluster mode name shard and node', () => {
    expect(memberIdsOf('app', { clusterMode: ENABLED, shards: 2, replicasPerShard: 1 })).toEqual([
      'app-0001-001',
      'app-0001-002',
      'app-0002-001',
      'app-0002-002',
    ]);
  });

  it('without cluster mode name the node', () => {
    expect(memberIdsOf('app', { clusterMode: DISABLED, shards: 1, replicasPerShard: 2 })).toEqual(['app-001', 'app-002', 'app-003']);
  });

  it('are in lower case, as ElastiCache stores them', () => {
    expect(memberIdsOf('App', { clusterMode: DISABLED, replicasPerShard: 0 })).toEqual(['app-001']);
  });

  it('of single shards name them as they are called, and count their nodes', () => {
    const nodeGroups = [{ nodeGroupId: '0007', replicaCount: 1 }, { replicaCount: 0 }];

    expect(memberIdsOf('app', { clusterMode: ENABLED, nodeGroups, shards: 9 })).toEqual(['app-0007-001', 'app-0007-002', 'app-0002-001']);
    expect(memberIdsOf('app', { nodeGroups })).toHaveLength(3);
    expect(memberIdsOf('app', { clusterMode: DISABLED, nodeGroups: [{ replicaCount: 1 }] })).toEqual(['app-001', 'app-002']);
  });

  it.each([COMPATIBLE, DISABLED])('name no shard before cluster mode is there: %s', (clusterMode) => {
    expect(memberIdsOf('app', { clusterMode, shards: 1, replicasPerShard: 1 })).toEqual(['app-001', 'app-002']);
  });

  it('stay what they were when a group gets cluster mode later', () => {
    expect(memberIdsOf('app', { clusterMode: ENABLED, startedWithoutClusterMode: true, shards: 2, replicasPerShard: 1 })).toEqual([
      'app-001',
      'app-002',
      'app-0002-001',
      'app-0002-002',
    ]);
  });

  it('take more than one shard for cluster mode', () => {
    expect(memberIdsOf('app', { shards: 2, replicasPerShard: 0 })).toEqual(['app-0001-001', 'app-0002-001']);
  });

  it('are what they are said to be', () => {
    expect(memberIdsOf('app', { memberIds: ['app-0007-001'], shards: 2, replicasPerShard: 0 })).toEqual(['app-0007-001']);
  });

  it.each([
    [500, 0],
    [250, 1],
    [83, 5],
  ])('are known of the largest cluster: %i shards with %i replicas', (shards, replicasPerShard) => {
    expect(memberIdsOf('app', { clusterMode: ENABLED, shards, replicasPerShard })).toHaveLength(shards * (1 + replicasPerShard));
  });

  it.each([
    {},
    { shards: 2 },
    { replicasPerShard: 1 },
    { shards: 1, replicasPerShard: 1 },
    { clusterMode: ENABLED, shards: 0, replicasPerShard: 1 },
    { clusterMode: ENABLED, shards: 1.5, replicasPerShard: 1 },
    { clusterMode: ENABLED, shards: 501, replicasPerShard: 0 },
    { clusterMode: ENABLED, shards: 251, replicasPerShard: 1 },
    { clusterMode: ENABLED, shards: 1, replicasPerShard: 6 },
    { clusterMode: DISABLED, replicasPerShard: -1 },
    { clusterMode: ENABLED, nodeGroups: [] },
    { clusterMode: ENABLED, nodeGroups: [{ replicaCount: 1 }, {}] },
    { clusterMode: ENABLED, nodeGroups: [{ replicaCount: 1, nodeGroupId: '7' }] },
    { clusterMode: ENABLED, nodeGroups: Array.from({ length: 84 }, () => ({ replicaCount: 5 })) },
  ])('are not known of what is no shape: %j', (shape) => {
    expect(memberIdsOf('app', shape)).toBeUndefined();
  });

  it('are not known of what is known during deployment only', () => {
    const stack = new Stack();
    const number = new CfnParameter(stack, 'Number', { type: 'Number' }).valueAsNumber;
    const text = new CfnParameter(stack, 'Text').valueAsString;

    expect(memberIdsOf('app', { clusterMode: ENABLED, shards: number, replicasPerShard: 1 })).toBeUndefined();
    expect(memberIdsOf('app', { clusterMode: ENABLED, shards: 1, replicasPerShard: number })).toBeUndefined();
    expect(memberIdsOf('app', untyped({ clusterMode: text, shards: 1, replicasPerShard: 1 }))).toBeUndefined();
    expect(memberIdsOf('app', { memberIds: Token.asList({ Ref: 'Text' }) })).toBeUndefined();
  });

  it('can begin with a token', () => {
    const id = Token.asString({ Ref: 'Cache' });

    expect(memberIdsOf(id, { clusterMode: DISABLED, replicasPerShard: 0 })).toEqual([`${id}-001`]);
  });
});

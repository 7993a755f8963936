import { types } from 'node:util';
import { DescribeReplicationGroupsCommand, type ElastiCacheClient, ModifyReplicationGroupCommand } from '@aws-sdk/client-elasticache';
import { errorText } from '../gate/gate-log';
import { RotationError } from './rotation-error';
import { type GroupState, type TokenGroups, type TokenStrategy } from './token-group';

/** Needs `elasticache:DescribeReplicationGroups` and `elasticache:ModifyReplicationGroup` on the group. */
export class ElastiCacheTokenGroups implements TokenGroups {
  public constructor(private readonly client: ElastiCacheClient) {}

  public async describe(ReplicationGroupId: string): Promise<GroupState> {
    const { ReplicationGroups } = await this.client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId }));
    const group = ReplicationGroups?.[0];
    if (!group) throw new RotationError(`the API lists no replication group ${JSON.stringify(ReplicationGroupId)}`);
    return {
      status: group.Status ?? 'unknown',
      authTokenEnabled: group.AuthTokenEnabled ?? false,
      tokenStatus: group.PendingModifiedValues?.AuthTokenStatus,
      tokenModifiedAt: group.AuthTokenLastModifiedDate,
    };
  }

  public async modify(ReplicationGroupId: string, AuthToken: string, AuthTokenUpdateStrategy: TokenStrategy): Promise<boolean> {
    try {
      await this.client.send(new ModifyReplicationGroupCommand({ ReplicationGroupId, AuthToken, AuthTokenUpdateStrategy, ApplyImmediately: true }));
      return true;
    } catch (error) {
      if (types.isNativeError(error) && error.name.startsWith('InvalidReplicationGroupState')) return false;
      // whatever the API says of a token that it does not like, the token is not repeated
      throw new RotationError(errorText(error).replaceAll(AuthToken, '(the token)'));
    }
  }
}

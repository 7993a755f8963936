import { Token } from 'aws-cdk-lib';
import { type Connections } from 'aws-cdk-lib/aws-ec2';
import { type IConstruct } from 'constructs';
import { AddressFamily } from '../../gates/address-family';
import { NetworkType } from '../../replication-group/network-type';
import { ReplicationGroupValidationError } from '../validation-error';
import { NO_SECURITY_GROUP_TO_OPEN } from './network-errors';

/** Something that clients connect to: a replication group or a serverless cache. */
export interface CacheInNetwork extends IConstruct {
  readonly connections: Connections;
  readonly networkType?: NetworkType;
}

/** The address families over which clients may come: both where nothing is known. */
export function familiesOf(networkType: NetworkType | undefined): readonly AddressFamily[] {
  if (networkType === undefined || Token.isUnresolved(networkType) || networkType === NetworkType.DUAL_STACK) {
    return [AddressFamily.IPV4, AddressFamily.IPV6];
  }
  return [networkType === NetworkType.IPV4 ? AddressFamily.IPV4 : AddressFamily.IPV6];
}

/** @throws ReplicationGroupValidationError (`NoSecurityGroupToOpen`) where rules for nobody would be lost in silence */
export function assertCanBeOpened(cache: CacheInNetwork): void {
  if (cache.connections.securityGroups.length === 0) {
    const message =
      'the cache does not tell its security groups, so that there is none to open: give securityGroups to the import';
    throw new ReplicationGroupValidationError(cache, [{ code: NO_SECURITY_GROUP_TO_OPEN.code, message }]);
  }
}

import { Token } from 'aws-cdk-lib';
import { type CacheEngine } from '../../replication-group/cache-engine';
import { TransitEncryption } from '../../replication-group/transit-encryption';
import { isOlderThan } from '../engine-version-number';
import { type AuthenticationMethod } from './authentication-method';

/** IAM wherever it is possible; where it is not, there is nothing that would not lock somebody out. */
export function defaultAuthentication(engine: CacheEngine, transitEncryption: TransitEncryption): AuthenticationMethod {
  return transitEncryption === TransitEncryption.REQUIRED && knowsIam(engine) ? { kind: 'iam' } : { kind: 'none' };
}

function knowsIam({ name, version }: CacheEngine): boolean {
  if (Token.isUnresolved(version)) {
    return true;
  }
  return name === 'valkey' ? !isOlderThan(version, 7, 2) : !isOlderThan(version, 7, 0);
}

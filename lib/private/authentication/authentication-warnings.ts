import { type IConstruct } from 'constructs';
import { TransitEncryption } from '../../replication-group/transit-encryption';
import { AUTH_TOKEN_IS_A_DEAD_END, NO_AUTHENTICATION, warn } from '../warning';
import { type AuthenticationMethod } from './authentication-method';

/** What the group was told, and what became of it. */
export interface ChosenAuthentication {
  readonly isStated: boolean;
  readonly authentication: AuthenticationMethod;
  readonly transitEncryption: TransitEncryption;
}

export function warnOfAuthentication(scope: IConstruct, { isStated, authentication, transitEncryption }: ChosenAuthentication): void {
  const hasTls = transitEncryption === TransitEncryption.REQUIRED || transitEncryption === TransitEncryption.PREFERRED;
  if (!isStated && hasTls && authentication.kind === 'none') {
    warn(scope, NO_AUTHENTICATION);
  }
  if (authentication.kind === 'authToken' || authentication.kind === 'generatedAuthToken') {
    warn(scope, AUTH_TOKEN_IS_A_DEAD_END);
  }
}

import { type IConstruct } from 'constructs';
import { acknowledgeOwnFindings } from '../../gates/private/own-findings';
import { TransitEncryption } from '../../replication-group/transit-encryption';
import { AUTH_TOKEN_IS_A_DEAD_END, NO_AUTHENTICATION, warn } from '../warning';
import { type AuthenticationMethod } from './authentication-method';

/** What the group was told, and what became of it. */
export interface ChosenAuthentication {
  readonly isStated: boolean;
  readonly authentication: AuthenticationMethod;
  readonly transitEncryption: TransitEncryption;
}

/** Tells people what they may not expect, and checkers what they do not see. */
export function warnOfAuthentication(scope: IConstruct, { isStated, authentication, transitEncryption }: ChosenAuthentication): void {
  const hasTls = transitEncryption === TransitEncryption.REQUIRED || transitEncryption === TransitEncryption.PREFERRED;
  if (!isStated && hasTls && authentication.kind === 'none') {
    warn(scope, NO_AUTHENTICATION);
  }
  if (authentication.kind === 'authToken' || authentication.kind === 'generatedAuthToken') {
    warn(scope, AUTH_TOKEN_IS_A_DEAD_END);
  }
  if (authentication.kind === 'iam' || authentication.kind === 'userGroup') {
    acknowledgeOwnFindings(scope, {
      'AwsSolutions-AEC6': 'the rule looks for an AUTH token; clients of this group prove who they are as users of a user group',
    });
  }
}

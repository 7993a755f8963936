import { optionalText, type QueryParameters, requiredText } from '../http/query-parameters';
import { ServiceError } from '../http/service';
import { type AuthTokenStrategy } from './auth-tokens';
import { type ReplicationGroup } from './replication-group';

/** What of ModifyReplicationGroup has an effect here. */
const KNOWN = new Set(['Action', 'Version', 'ReplicationGroupId', 'ApplyImmediately', 'AuthToken', 'AuthTokenUpdateStrategy']);

/** Changes the AUTH token of a group; refuses what AWS refuses, and what is not modelled. */
export function modifyReplicationGroup(group: ReplicationGroup, parameters: QueryParameters, millis: number): void {
  const unknown = Object.keys(parameters).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) throw new ServiceError('UnsupportedOperation', `the offline AWS does not change ${unknown.join(', ')}`);
  const token = requiredText(parameters, 'AuthToken');
  const strategy = optionalText(parameters, 'AuthTokenUpdateStrategy');
  if (optionalText(parameters, 'ApplyImmediately') !== 'true') {
    throw new ServiceError('InvalidParameterCombination', 'A change of the AuthToken must be applied immediately.');
  }
  if (!isStrategy(strategy)) throw new ServiceError('InvalidParameterValue', `Invalid AuthTokenUpdateStrategy: ${strategy ?? ''}`);
  group.modifyAuthToken(token, strategy, millis);
}

function isStrategy(value: string | undefined): value is AuthTokenStrategy {
  return value === 'ROTATE' || value === 'SET';
}

import { ServiceError } from '../http/service';

/** The services that speak JSON name the error with `Exception` at the end, the older ones without. */
const JSON_SERVICES = /^(lambda|states|logs|secretsmanager|ssm):/;

/** A refusal as AWS words it. */
export function accessDenied(who: string, action: string, resource: string, because: 'not-allowed' | 'denied'): ServiceError {
  const reason = because === 'denied' ? 'with an explicit deny in an identity-based policy' : `because no identity-based policy allows the ${action} action`;
  return new ServiceError(
    JSON_SERVICES.test(action) ? 'AccessDeniedException' : 'AccessDenied',
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
    403,
  );
}

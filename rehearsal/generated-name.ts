import { randomBytes } from 'node:crypto';
import { type ResourceContext } from './cloudformation/resource-provider';

const SUFFIX_LENGTH = 12;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The name that CloudFormation makes up for a resource without one: stack, logical id and a random end. */
export function generatedName({ stackName, logicalId }: Pick<ResourceContext, 'stackName' | 'logicalId'>, longest = 64): string {
  const suffix = [...randomBytes(SUFFIX_LENGTH)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  // Each of the two names may take half of what is left; the hyphens count too.
  const room = longest - SUFFIX_LENGTH - 2;
  const stack = stackName.slice(0, Math.max(Math.floor(room / 2), room - logicalId.length));
  return `${stack}-${logicalId.slice(0, room - stack.length)}-${suffix}`;
}

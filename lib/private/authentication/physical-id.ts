import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/** Longest id of users and user groups. */
const MAX_LENGTH = 40;
const HASH_LENGTH = 8;

/**
 * An id for a user or a user group, which CloudFormation does not make up: legible, and unique in account and region.
 *
 * @param scope in which construct the resource is; another place in the tree, or another stack, has another id
 * @param id id of the resource in `scope`
 * @param label what people are to recognize it by
 */
export function physicalIdFor(scope: IConstruct, id: string, label: string): string {
  const identity = JSON.stringify([rootStackName(scope), scope.node.path, id]);
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, HASH_LENGTH);
  const words = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    // ids begin with a letter
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_LENGTH - HASH_LENGTH - 1)
    .replace(/-+$/, '');
  return `${words === '' ? 'id' : words}-${hash}`;
}

/** The name of a nested stack is known during deployment only, that of its root always. */
function rootStackName(construct: IConstruct): string {
  const { nestedStackParent, stackName } = Stack.of(construct);
  return nestedStackParent === undefined ? stackName : rootStackName(nestedStackParent);
}

import { createHash } from 'node:crypto';
import { type IResolvable, Reference, Stack, Stage, Tokenization } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/**
 * What a physical id stands for: two values with the same identity name the same thing in AWS.
 *
 * A reference is identified by the construct it points to, because the logical id alone is not unique across stacks. Its path
 * is taken from the stack, or from the stage for another stack, so that the same stack in another stage gets the same ids.
 */
export function identityOf(scope: IConstruct, id: string): string {
  const fragments = Tokenization.reverseString(id).mapTokens({ mapToken: (token: IResolvable) => identityOfToken(scope, token) });
  return String(fragments.join({ join: (left: unknown, right: unknown) => `${String(left)}${String(right)}` }));
}

function identityOfToken(scope: IConstruct, token: IResolvable): string {
  return Reference.isReference(token)
    ? `${pathWithin(scope, token.target)}.${token.displayName}`
    : JSON.stringify(Stack.of(scope).resolve(token));
}

/** A short, stable construct id for something with several identifying values, whatever their order. */
export function idOf(prefix: string, values: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([...values].sort())).digest('hex');
  return `${prefix}${hash.slice(0, 8)}`;
}

function pathWithin(scope: IConstruct, target: IConstruct): string {
  const isSameStack = Stack.of(target) === Stack.of(scope);
  const origin = isSameStack ? Stack.of(scope).node.path : (Stage.of(scope)?.node.path ?? '');
  return `${isSameStack ? 'stack' : 'stage'}:${target.node.path.slice(origin.length)}`;
}

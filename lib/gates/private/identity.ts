import { createHash } from 'node:crypto';
import { Reference, Stack, Tokenization } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/**
 * What a physical id stands for: two values with the same identity name the same thing in AWS.
 *
 * A reference is identified by the construct it points to, because the logical id alone is not unique across stacks.
 */
export function identityOf(scope: IConstruct, id: string): string {
  const token = Tokenization.reverseCompleteString(id);
  if (token === undefined) {
    return id;
  }
  return Reference.isReference(token)
    ? `${token.target.node.addr}.${token.displayName}`
    : JSON.stringify(Stack.of(scope).resolve(token));
}

/** A short, stable construct id for something with several identifying values, whatever their order. */
export function idOf(prefix: string, values: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([...values].sort())).digest('hex');
  return `${prefix}${hash.slice(0, 8)}`;
}

import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/**
 * The construct that a string refers to, in whatever stack it is: `subnet.ref` leads to the subnet.
 *
 * @returns nothing for a literal (an imported resource) and for a token that is more than one plain reference
 */
export function referenceTarget(value: unknown): IConstruct | undefined {
  const token = typeof value === 'string' && Token.isUnresolved(value) ? wholeToken(value) : value;
  return Reference.isReference(token) ? token.target : undefined;
}

function wholeToken(value: string): unknown {
  const fragments = Tokenization.reverseString(value);
  return fragments.length === 1 ? fragments.firstToken : undefined;
}

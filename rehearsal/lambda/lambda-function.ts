import { randomBytes } from 'node:crypto';
import { type FunctionConfiguration } from './function-configuration';

/** A deployed function. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** Signs the calls of the function, so that the front door knows its role. */
  readonly accessKeyId: string;
  readonly configuration: FunctionConfiguration;
}

/** An access key that nobody else has. */
export function newAccessKeyId(): string {
  return `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
}

/** The name in `NAME`, `NAME:QUALIFIER` or an ARN with or without qualifier, and the qualifier. */
export function parseFunctionReference(reference: string): { readonly name: string; readonly qualifier: string | undefined } {
  const parts = reference.startsWith('arn:') ? reference.split(':').slice(6) : reference.split(':');
  return { name: parts[0] ?? '', qualifier: parts[1] };
}

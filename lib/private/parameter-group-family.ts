import { Token } from 'aws-cdk-lib';
import { CodedError } from './coded-error';
import { parseEngineVersion } from './engine-version-number';

/**
 * The name of the parameter group family of a version: `valkey8`, `redis7`, `redis6.x`, `redis5.0`.
 *
 * @throws CodedError `ParameterGroupFamilyUnknown` if the version is a token or does not begin with a number
 */
export function parameterGroupFamilyOf(engine: 'valkey' | 'redis', version: string): string {
  const numbers = Token.isUnresolved(version) ? undefined : parseEngineVersion(version);
  if (numbers === undefined) {
    const shown = Token.isUnresolved(version) ? 'a token' : JSON.stringify(version);
    throw new CodedError(
      'ParameterGroupFamilyUnknown',
      `the version of ${engine} is ${shown}, from which its parameter group family does not follow: ` +
        `write a version such as "8.1", or pass the family as the second argument of of()`,
    );
  }
  if (engine === 'valkey' || numbers.major >= 7) {
    return `${engine}${numbers.major}`;
  }
  // up to version 5 every minor version had a family of its own; version 6 began to share one
  return numbers.major === 6 ? 'redis6.x' : `redis${numbers.major}.${numbers.minor ?? 0}`;
}

import { randomInt } from 'node:crypto';
import { ServiceError } from '../http/service';

const TYPES: Readonly<Record<string, string>> = {
  ExcludeUppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ExcludeLowercase: 'abcdefghijklmnopqrstuvwxyz',
  ExcludeNumbers: '0123456789',
  ExcludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

const DEFAULT_LENGTH = 32;

const isOn = (value: unknown): boolean => [true, 'true'].includes(value as boolean | string);

/** What GetRandomPassword and `GenerateSecretString` make of their options. */
export function randomPassword(options: Readonly<Record<string, unknown>>): string {
  const excluded = typeof options['ExcludeCharacters'] === 'string' ? options['ExcludeCharacters'] : '';
  const types = Object.entries(TYPES)
    .filter(([name]) => !isOn(options[name]))
    .map(([, characters]) => Array.from(characters).filter((character) => !excluded.includes(character)))
    .filter((characters) => characters.length > 0);
  const length = Number(options['PasswordLength'] ?? DEFAULT_LENGTH);
  if (types.length === 0 || !(length >= types.length)) {
    throw new ServiceError('InvalidParameterException', 'The password length is too short based on the required types.');
  }
  const all = types.flat();
  // every type is required unless told otherwise
  const required = options['RequireEachIncludedType'] === undefined || isOn(options['RequireEachIncludedType']) ? types.map(anyOf) : [];
  const rest = Array.from({ length: length - required.length }, () => anyOf(all));
  return shuffled([...required, ...rest]).join('');
}

function anyOf(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

function shuffled(characters: readonly string[]): readonly string[] {
  const result = [...characters];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other] ?? '', result[last] ?? ''];
  }
  return result;
}

import { isOlderThan, parseEngineVersion } from '../../../lib/private/engine-version-number';

describe('parseEngineVersion', () => {
  it.each([
    ['8.1', { major: 8, minor: 1 }],
    ['5.0.6', { major: 5, minor: 0 }],
    ['6.x', { major: 6, minor: undefined }],
    ['10', { major: 10, minor: undefined }],
    ['latest', undefined],
    ['', undefined],
  ])('reads %s', (version, expected) => {
    expect(parseEngineVersion(version)).toEqual(expected);
  });
});

describe('isOlderThan 7.2', () => {
  it.each([
    ['7.1', true],
    ['6.9', true],
    ['6.x', true],
    ['7.2', false],
    ['7.10', false],
    ['7.x', false],
    ['10.0', false],
    ['latest', false],
  ])('%s: %s', (version, expected) => {
    expect(isOlderThan(version, 7, 2)).toBe(expected);
  });
});

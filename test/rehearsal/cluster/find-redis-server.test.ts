import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findRedisServer } from '../../../rehearsal/cluster/find-redis-server';
import { makeDirectory, removeDirectory } from '../../../rehearsal/processes/ownership';

describe('findRedisServer', () => {
  const first = makeDirectory('path-');
  const second = makeDirectory('path-');
  const PATH = [first, second].join(delimiter);
  const program = (folder: string, name: string, mode = 0o755) => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, mode);
    return path;
  };
  afterAll(() => {
    removeDirectory(first);
    removeDirectory(second);
  });

  test('finds nothing where there is nothing', () => {
    expect(findRedisServer({ PATH })).toBeUndefined();
    expect(findRedisServer({})).toBeUndefined();
  });

  test('takes what is on the path, Valkey before Redis, and what REDIS_SERVER names before both', () => {
    const redis = program(first, 'redis-server');
    expect(findRedisServer({ PATH })).toBe(redis);
    const valkey = program(second, 'valkey-server');
    expect(findRedisServer({ PATH })).toBe(valkey);
    const other = program(second, 'mine');
    expect(findRedisServer({ PATH, REDIS_SERVER: other })).toBe(other);
  });

  test('an empty REDIS_SERVER means none', () => {
    expect(findRedisServer({ PATH, REDIS_SERVER: '' })).toBeUndefined();
  });

  test('a REDIS_SERVER that can not be run is an error, not a silent fallback', () => {
    const file = program(first, 'not-executable', 0o644);
    expect(() => findRedisServer({ PATH, REDIS_SERVER: file })).toThrow(`REDIS_SERVER is "${file}", which can not be run`);
  });
});

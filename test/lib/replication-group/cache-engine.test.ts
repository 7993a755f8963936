import { Lazy } from 'aws-cdk-lib';
import { CacheEngine, CacheNodeType, RedisVersion, ValkeyVersion } from '../../../lib';

describe('CacheEngine', () => {
  it.each([
    [CacheEngine.valkey(ValkeyVersion.V7_2), { name: 'valkey', version: '7.2', parameterGroupFamily: 'valkey7' }],
    [CacheEngine.valkey(ValkeyVersion.V8_0), { name: 'valkey', version: '8.0', parameterGroupFamily: 'valkey8' }],
    [CacheEngine.valkey(ValkeyVersion.V9_0), { name: 'valkey', version: '9.0', parameterGroupFamily: 'valkey9' }],
    [CacheEngine.valkey(ValkeyVersion.V9_1), { name: 'valkey', version: '9.1', parameterGroupFamily: 'valkey9' }],
    [CacheEngine.redis(RedisVersion.V4_0_10), { name: 'redis', version: '4.0.10', parameterGroupFamily: 'redis4.0' }],
    [CacheEngine.redis(RedisVersion.V5_0_6), { name: 'redis', version: '5.0.6', parameterGroupFamily: 'redis5.0' }],
    [CacheEngine.redis(RedisVersion.V6_0), { name: 'redis', version: '6.0', parameterGroupFamily: 'redis6.x' }],
    [CacheEngine.redis(RedisVersion.V7_0), { name: 'redis', version: '7.0', parameterGroupFamily: 'redis7' }],
    [CacheEngine.redis(RedisVersion.of('6.x')), { name: 'redis', version: '6.x', parameterGroupFamily: 'redis6.x' }],
    [CacheEngine.redis(RedisVersion.of('5.0.6')), { name: 'redis', version: '5.0.6', parameterGroupFamily: 'redis5.0' }],
    [CacheEngine.redis(RedisVersion.of('5')), { name: 'redis', version: '5', parameterGroupFamily: 'redis5.0' }],
    [CacheEngine.of('valkey', '10.0', 'valkey10'), { name: 'valkey', version: '10.0', parameterGroupFamily: 'valkey10' }],
  ])('knows name, version and family (%#)', (engine, expected) => {
    expect(engine).toMatchObject(expected);
  });

  it('takes a family where it does not follow from the version', () => {
    const version = Lazy.string({ produce: () => '8.1' });

    expect(ValkeyVersion.of(version, 'valkey8').parameterGroupFamily).toBe('valkey8');
  });

  it('fails for a token without a family', () => {
    expect(() => ValkeyVersion.of(Lazy.string({ produce: () => '8.1' }))).toThrow(
      /^\[ParameterGroupFamilyUnknown\] the version of valkey is a token/,
    );
  });

  it('fails for something that is no version', () => {
    expect(() => RedisVersion.of('latest')).toThrow(/^\[ParameterGroupFamilyUnknown\] the version of redis is "latest"/);
  });
});

describe('CacheNodeType', () => {
  const constants = Object.entries(CacheNodeType).filter(([, value]) => value instanceof CacheNodeType) as [
    string,
    CacheNodeType,
  ][];

  it.each(constants)('is named after its type: %s', (name, { nodeType }) => {
    const [family, size] = name.toLowerCase().split('_');
    expect(nodeType).toBe(`cache.${family}.${size}`);
  });

  it.each(constants)('has facts: %s', (_, { memoryGib, vcpus, isNitro, hasDataTiering, family }) => {
    expect(memoryGib).toBeGreaterThan(0);
    expect(vcpus).toBeGreaterThanOrEqual(2);
    expect(isNitro).toBe(true);
    expect(hasDataTiering).toBe(family === 'r6gd');
  });

  it.each([
    [CacheNodeType.T4G_MICRO, 0.5, 2],
    [CacheNodeType.R7G_LARGE, 13.07, 2],
    [CacheNodeType.R6GD_XLARGE, 26.32, 4],
    [CacheNodeType.M8G_16XLARGE, 251.27, 64],
    [CacheNodeType.C7GN_2XLARGE, 12.94, 8],
    [CacheNodeType.R5_24XLARGE, 635.61, 96],
  ])('knows memory and CPUs (%#)', ({ memoryGib, vcpus }, memory, cpus) => {
    expect([memoryGib, vcpus]).toEqual([memory, cpus]);
  });

  it.each([
    ['cache.m4.large', { family: 'm4', size: 'large', memoryGib: undefined, vcpus: 2, isNitro: false }],
    ['cache.r99g.metal', { family: 'r99g', size: 'metal', memoryGib: undefined, vcpus: undefined, isNitro: true }],
    ['r7g.large', { family: undefined, size: undefined, memoryGib: undefined, vcpus: undefined, isNitro: undefined }],
    [Lazy.string({ produce: () => 'cache.r7g.large' }), { family: undefined, memoryGib: undefined, isNitro: undefined }],
  ])('does not claim to know more (%#)', (nodeType, expected) => {
    expect(CacheNodeType.of(nodeType)).toMatchObject(expected);
  });

  it('takes types of the future', () => {
    expect(CacheNodeType.of('cache.r99g.large').nodeType).toBe('cache.r99g.large');
  });
});

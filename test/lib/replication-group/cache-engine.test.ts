import { Lazy } from 'aws-cdk-lib';
import { CacheEngine, CacheNodeType, RedisVersion, ValkeyVersion } from '../../../lib';

describe('CacheEngine', () => {
  it.each([
    [CacheEngine.valkey(ValkeyVersion.V7_2), { name: 'valkey', version: '7.2', parameterGroupFamily: 'valkey7' }],
    [CacheEngine.valkey(ValkeyVersion.V8_0), { name: 'valkey', version: '8.0', parameterGroupFamily: 'valkey8' }],
    [CacheEngine.valkey(ValkeyVersion.V9_0), { name: 'valkey', version: '9.0', parameterGroupFamily: 'valkey9' }],
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

  it('takes types of the future', () => {
    expect(CacheNodeType.of('cache.r99g.large').nodeType).toBe('cache.r99g.large');
  });
});

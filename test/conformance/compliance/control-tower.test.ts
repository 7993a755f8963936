import { SecretValue } from 'aws-cdk-lib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Authentication, CacheEngine, NetworkType, RedisVersion, ReplicationGroup } from '../../../lib';
import { dualStackVpc } from '../../support/subnets';
import { COMPLIANT_GROUPS } from './compliant-groups';
import { CONTROL_EXPLANATIONS, controlTowerTable, controlVerdicts, type TemplateLike, templateWith } from './control-tower';

const GROUP = 'AWS::ElastiCache::ReplicationGroup';
const CHAPTER = readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'chapters', 'compliance.md'), 'utf8');

function groupNamed(name: string): TemplateLike {
  const makeGroup = COMPLIANT_GROUPS[name];
  if (makeGroup === undefined) throw new Error(`there is no group ${name}`);
  return templateWith(makeGroup);
}

/** The same template with a group that is changed. */
function withGroup(template: TemplateLike, change: (group: TemplateLike['Resources'][string]) => TemplateLike['Resources'][string]): TemplateLike {
  return { Resources: Object.fromEntries(Object.entries(template.Resources).map(([id, each]) => [id, each.Type === GROUP ? change(each) : each])) };
}

/** Controls that judge single clusters see the group as if it was one: it has the same properties. */
const asCluster = (template: TemplateLike): TemplateLike => withGroup(template, (group) => ({ ...group, Type: 'AWS::ElastiCache::CacheCluster' }));
const asRedis = (template: TemplateLike): TemplateLike => withGroup(template, (group) => ({ ...group, Properties: { ...group.Properties, Engine: 'redis' } }));

const OF_GROUPS = ['CT.ELASTICACHE.PR.3', 'CT.ELASTICACHE.PR.4', 'CT.ELASTICACHE.PR.5', 'CT.ELASTICACHE.PR.8'];
const OF_CLUSTERS = ['CT.ELASTICACHE.PR.1', 'CT.ELASTICACHE.PR.2', 'CT.ELASTICACHE.PR.6'];

describe('AWS Control Tower, CT.ELASTICACHE', () => {
  const redis = groupNamed('a group of Redis OSS');
  const valkey = groupNamed('the default group');

  it.each<[string, TemplateLike, readonly string[]]>([
    ['3, 4, 5 and 8 look at a group of Redis OSS, and pass', redis, OF_GROUPS],
    ['1, 2 and 6 look at single clusters, and pass for what the group says', asCluster(redis), OF_CLUSTERS],
    ['all of them pass for the default group but for its engine, which they do not know', asRedis(valkey), OF_GROUPS],
    ['all of them pass for the default group as a cluster, but for its engine', asCluster(asRedis(valkey)), OF_CLUSTERS],
  ])('PR.%s', (_, template, passed) => {
    expect(controlVerdicts(template, 'elasticache')).toEqual({ passed, failed: [] });
  });

  it('PR.7 looks at Redis OSS before 6, and passes with an AUTH token', () => {
    const old = templateWith(
      (stack) =>
        new ReplicationGroup(stack, 'Cache', {
          vpc: dualStackVpc(stack),
          engine: CacheEngine.redis(RedisVersion.of('5.0.6')),
          networkType: NetworkType.IPV4,
          authentication: Authentication.authToken(SecretValue.secretsManager('token')),
        }),
    );
    const { passed, failed } = controlVerdicts(old, 'elasticache');
    expect(passed).toContain('CT.ELASTICACHE.PR.7');
    expect(failed).toEqual([]);
  });

  it('all of them skip Valkey, which is why they are asked about Redis OSS', () => {
    expect(controlVerdicts(valkey, 'elasticache')).toEqual({ passed: [], failed: [] });
  });

  it.each<[string, string, object]>([
    ['CT.ELASTICACHE.PR.3', 'AutomaticFailoverEnabled', {}],
    ['CT.ELASTICACHE.PR.4', 'AtRestEncryptionEnabled', {}],
    ['CT.ELASTICACHE.PR.5', 'TransitEncryptionEnabled', {}],
    ['CT.ELASTICACHE.PR.8', 'UserGroupIds', {}],
  ])('%s would fail without %s', (control, property) => {
    const broken = withGroup(redis, (group) => ({ ...group, Properties: Object.fromEntries(Object.entries(group.Properties ?? {}).filter(([name]) => name !== property)) }));
    expect(controlVerdicts(broken, 'elasticache').failed).toEqual([control]);
  });
});

describe('AWS Control Tower, every control', () => {
  it('finds nothing in the default group that is not explained, and everything that is', () => {
    const { failed, passed } = controlVerdicts(asRedis(groupNamed('the default group')));
    expect(failed).toEqual(CONTROL_EXPLANATIONS.map(({ rule }) => rule));
    expect(passed).toEqual(expect.arrayContaining(OF_GROUPS));
  });

  // `npm run docs:tables` writes it
  it('is explained in the chapter on compliance', () => {
    const [, written] = /<!-- controls:begin -->\n([\s\S]*?)\n<!-- controls:end -->/.exec(CHAPTER) ?? [];
    expect(written).toBe(controlTowerTable());
  });
});

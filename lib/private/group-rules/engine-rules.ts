import { isOlderThan } from '../engine-version-number';
import { type GroupFacts } from '../group-facts';
import { factsOfNodeType, FAMILIES_BEFORE_NITRO, FAMILIES_OF_VALKEY } from '../node-type-facts';
import { type GroupRule, known, wantsIpv6 } from './group-rule';

/** First version with `dual_stack` and `ipv6`, for people. */
const FIRST_WITH_IPV6 = 'Valkey 7.2 or Redis OSS 6.2';

/** What the engine, its version and the node type demand. */
export const ENGINE_RULES: readonly GroupRule[] = [
  {
    code: 'EngineVersionTooOldForIpv6',
    refuses: '`DUAL_STACK` or `IPV6` with Valkey before 7.2 or Redis OSS before 6.2',
    problem: (facts) => {
      const version = known(facts.engineVersion);
      return version !== undefined && wantsIpv6(facts) && isBeforeIpv6(facts, version)
        ? `engine is ${engineName(facts)} ${version} but networkType is ${JSON.stringify(facts.networkType)}, which needs ` +
            `${FIRST_WITH_IPV6} or newer: use a newer engine, or networkType "ipv4"`
        : undefined;
    },
  },
  {
    code: 'NodeTypeMalformed',
    refuses: 'a node type that is not `cache.<family>.<size>`',
    problem: (facts) => {
      const nodeType = known(facts.nodeType);
      return nodeType !== undefined && familyOf(nodeType) === undefined
        ? `nodeType is ${JSON.stringify(nodeType)} but must be written as "cache.<family>.<size>", for example ` +
            '"cache.r7g.large": see CacheNodeType'
        : undefined;
    },
  },
  {
    code: 'NodeTypeNotNitro',
    refuses: '`DUAL_STACK` or `IPV6` on node types that are not built on the Nitro system',
    problem: (facts) => {
      const nodeType = known(facts.nodeType);
      const family = nodeType === undefined ? undefined : familyOf(nodeType);
      return nodeType !== undefined && family !== undefined && wantsIpv6(facts) && FAMILIES_BEFORE_NITRO.includes(family)
        ? `nodeType is ${JSON.stringify(nodeType)} but networkType is ${JSON.stringify(facts.networkType)}, which needs a node ` +
            `type built on the Nitro system (not ${FAMILIES_BEFORE_NITRO.join(', ')}): use one such as "cache.t4g.small" or ` +
            '"cache.r7g.large", or networkType "ipv4"'
        : undefined;
    },
  },
  {
    code: 'NodeTypeNeedsValkey',
    refuses: 'Redis OSS on node types that only run Valkey (`m8g`, `r8g`, `c8gn`)',
    problem: (facts) => {
      const nodeType = known(facts.nodeType);
      const family = nodeType === undefined ? undefined : familyOf(nodeType);
      return facts.engine === 'redis' && family !== undefined && FAMILIES_OF_VALKEY.includes(family)
        ? `nodeType is ${JSON.stringify(nodeType)} but engine is "redis", which runs on families up to 7g: use CacheEngine.valkey(), ` +
            'or a node type such as "cache.r7g.large"'
        : undefined;
    },
  },
];

function isBeforeIpv6(facts: GroupFacts, version: string): boolean {
  return engineName(facts) === 'valkey' ? isOlderThan(version, 7, 2) : isOlderThan(version, 6, 2);
}

/** ElastiCache takes a group without an engine for Redis OSS; a token is judged by the older of the two limits. */
function engineName(facts: GroupFacts): string {
  return known(facts.engine) ?? 'redis';
}

function familyOf(nodeType: string): string | undefined {
  return factsOfNodeType(nodeType).family;
}

import { isOlderThan } from '../engine-version-number';
import { type GroupFacts } from '../group-facts';
import { factsOfNodeType } from '../node-type-facts';
import { type GroupRule, known } from './group-rule';

/** Families of which new generations pass: only those are refused that certainly are older, or of another kind. */
const FAMILIES_WITHOUT_DURABILITY = ['t3', 't4g', 'm5', 'r5', 'r6gd'];

/** What durable writes demand. */
export const DURABILITY_RULES: readonly GroupRule[] = [
  {
    code: 'DurabilityUnsupported',
    refuses: '`Durability.ASYNC` or `SYNC` without all that it needs',
    problem: (facts) => {
      const isDurable = facts.durability === 'async' || facts.durability === 'sync';
      const missing = isDurable ? whatIsMissing(facts) : [];
      return missing.length === 0
        ? undefined
        : `durability (Durability) is ${JSON.stringify(facts.durability)}, which needs ${missing.join(', ')}: change that, or leave it out`;
    },
  },
];

function whatIsMissing(facts: GroupFacts): readonly string[] {
  const family = factsOfNodeType(known(facts.nodeType) ?? '').family;
  const needs: readonly [isMissing: boolean, what: string][] = [
    [facts.engine === 'redis' || isOlderThan(known(facts.engineVersion) ?? '', 9, 0), `Valkey 9.0 (got ${shown(facts.engineVersion)})`],
    [facts.clusterMode === 'disabled' || facts.clusterMode === 'compatible', 'ClusterMode.ENABLED'],
    [facts.multiAz === false || facts.replicasPerShard === 0, 'Multi-AZ with a replica'],
    [facts.transitEncryptionEnabled === false, 'in-transit encryption'],
    [facts.atRestEncryption === false, 'encryption at rest'],
    [
      family !== undefined && FAMILIES_WITHOUT_DURABILITY.includes(family),
      `a node type of the families 6g, 7g or 8g (got ${shown(facts.nodeType)})`,
    ],
    [facts.globalReplicationGroupId !== undefined, 'no Global Datastore'],
    [facts.dataTiering === true, 'no data tiering'],
  ];
  return needs.flatMap(([isMissing, what]) => (isMissing ? [what] : []));
}

function shown(fact: GroupFacts['engineVersion']): string {
  return JSON.stringify(known(fact) ?? 'a token');
}

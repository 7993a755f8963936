import { type GateRule } from '../../../gates/private/gate-rule';
import { isOlderThan } from '../../../private/engine-version-number';
import { type CatalogueEntry } from '../../../private/error-catalogue';
import { type Fact } from '../../../private/fact';
import { type GroupFacts } from '../../../private/group-facts';
import { isOutOfRange, known } from '../../../private/group-rules/group-rule';
import { factsOfNodeType, FAMILIES_BEFORE_NITRO, FAMILIES_WITH_DATA_TIERING } from '../../../private/node-type-facts';

/** What the rules ask of the group. */
export type ScaledGroup = Pick<
  GroupFacts,
  'clusterMode' | 'engine' | 'engineVersion' | 'nodeType' | 'globalReplicationGroupId' | 'shards' | 'replicasPerShard'
>;

/** One group, and how far one of its numbers may go. */
export interface ScalingFacts {
  readonly dimension: 'shards' | 'replicas';
  readonly min: Fact<number>;
  readonly max: Fact<number>;
  /** How far the other number may go, if it is scaled too. */
  readonly otherMax: Fact<number>;
  readonly group: ScaledGroup;
}

const MOST_NODES = 500;
const MOST = { shards: MOST_NODES, replicas: 5 };
const PROPERTY = { shards: 'shards', replicas: 'replicasPerShard' };

/** The list of AWS allows families; those that it leaves out and that are not newer than it are refused. */
const REFUSED_FAMILIES = [...FAMILIES_BEFORE_NITRO, 't3', 't4g'];
const SIZES = ['large', 'xlarge', '2xlarge'];

/**
 * What ElastiCache auto scaling demands.
 *
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html, "Prerequisites"
 */
export const SCALING_RULES: readonly GateRule<ScalingFacts>[] = [
  {
    code: 'ScalingNeedsClusterMode',
    refuses: 'auto scaling without cluster mode',
    problem: ({ dimension, group }) => {
      const clusterMode = known(group.clusterMode);
      return clusterMode !== undefined && clusterMode !== 'enabled'
        ? `clusterMode must be enabled for auto scaling of ${dimension}, got ${JSON.stringify(clusterMode)}: use ` +
            'ClusterMode.ENABLED, or leave out auto scaling'
        : undefined;
    },
  },
  {
    code: 'ScalingEngineTooOld',
    refuses: 'auto scaling with Valkey before 7.2 or Redis OSS before 6.0; with data tiering, Redis OSS before 7.0',
    problem: engineProblem,
  },
  {
    code: 'ScalingNodeTypeUnsupported',
    refuses: 'auto scaling of burstable and old node types, and of sizes other than large, xlarge and 2xlarge',
    problem: ({ group }) => {
      const nodeType = known(group.nodeType);
      const { family, size } = nodeType === undefined ? {} : factsOfNodeType(nodeType);
      const isRefused = (family !== undefined && REFUSED_FAMILIES.includes(family)) || (size !== undefined && !SIZES.includes(size));
      return isRefused
        ? `nodeType must be of size ${SIZES.join(', ')} and neither burstable nor of an old family for auto scaling, got ` +
            `${JSON.stringify(nodeType)}: use one such as "cache.r7g.large", or leave out auto scaling`
        : undefined;
    },
  },
  {
    code: 'ScalingInGlobalDatastore',
    refuses: 'auto scaling in a Global Datastore',
    problem: ({ group }) =>
      group.globalReplicationGroupId !== undefined
        ? `globalReplicationGroupId must not be set for auto scaling, got ${shown(group.globalReplicationGroupId)}: groups in a ` +
          'Global Datastore are scaled together by hand; leave out auto scaling'
        : undefined,
  },
  {
    code: 'ScalingRangeInvalid',
    refuses: 'auto scaling outside of 1 to 500 shards or 1 to 5 replicas, or with a minimum above the maximum',
    problem: ({ dimension, min, max }) => {
      const [least, most] = [known(min), known(max)];
      const isReversed = least !== undefined && most !== undefined && least > most;
      return isOutOfRange(min, 1, MOST[dimension]) || isOutOfRange(max, 1, MOST[dimension]) || isReversed
        ? `auto scaling of ${dimension} must go from a whole number to one that is not smaller, from 1 to ${MOST[dimension]}, got ` +
            `${shown(min)} to ${shown(max)}: change minimum or maximum`
        : undefined;
    },
  },
  {
    code: 'ScalingStartsOutside',
    refuses: '`shards` or `replicasPerShard` outside of what auto scaling may choose',
    problem: ({ dimension, min, max, group }) => {
      const start = known(dimension === 'shards' ? group.shards : group.replicasPerShard);
      const [least, most] = [known(min), known(max)];
      const isOutside = start !== undefined && ((least !== undefined && start < least) || (most !== undefined && start > most));
      return isOutside
        ? `${PROPERTY[dimension]} is ${start} but auto scaling goes from ${shown(min)} to ${shown(max)} and would scale at once: ` +
            'begin within that range, or change it'
        : undefined;
    },
  },
  {
    code: 'ScalingTooManyNodes',
    refuses: 'auto scaling to more than 500 nodes',
    problem: ({ dimension, max, otherMax, group }) => {
      const shards = known(dimension === 'shards' ? max : (otherMax ?? group.shards));
      const replicas = known(dimension === 'replicas' ? max : (otherMax ?? group.replicasPerShard));
      const nodes = shards === undefined || replicas === undefined ? 0 : shards * (1 + replicas);
      return nodes > MOST_NODES
        ? `auto scaling of ${dimension} may go to ${shards} shards with ${replicas} replicas each, together ${nodes} nodes, but a ` +
            `cluster has at most ${MOST_NODES}: use a smaller maximum`
        : undefined;
    },
  },
];

export const SCALING_TARGET_OUT_OF_RANGE: CatalogueEntry = {
  code: 'ScalingTargetOutOfRange',
  refuses: '`targetPercent` outside of 35 to 70',
};

export const SCALING_METRIC_UNSUPPORTED: CatalogueEntry = {
  code: 'ScalingMetricUnsupported',
  refuses: '`trackMemory()` with data tiering, where memory is meant to be full',
};

export const SCALING_ALREADY_ON: CatalogueEntry = {
  code: 'ScalingAlreadyOn',
  refuses: '`autoScaleShards()` or `autoScaleReplicas()` for the second time',
};

/** Every error of auto scaling, for the README's error table. */
export const SCALING_ERRORS: readonly CatalogueEntry[] = [
  ...SCALING_RULES.map(({ code, refuses }) => ({ code, refuses })),
  SCALING_TARGET_OUT_OF_RANGE,
  SCALING_METRIC_UNSUPPORTED,
  SCALING_ALREADY_ON,
];

/** Whether nodes of the type move data to SSD, so that their memory is meant to be full. */
export function isDataTiered({ nodeType }: ScaledGroup): boolean {
  const name = known(nodeType);
  const family = name === undefined ? undefined : factsOfNodeType(name).family;
  return family !== undefined && FAMILIES_WITH_DATA_TIERING.includes(family);
}

function engineProblem({ group }: ScalingFacts): string | undefined {
  const version = known(group.engineVersion);
  const engine = known(group.engine) ?? 'redis';
  const isTiered = isDataTiered(group);
  const isTooOld =
    version !== undefined && (engine === 'valkey' ? isOlderThan(version, 7, 2) : isOlderThan(version, isTiered ? 7 : 6, 0));
  return isTooOld
    ? `engine must be Valkey 7.2 or Redis OSS ${isTiered ? '7.0 (with data tiering)' : '6.0'} or newer for auto scaling, got ` +
        `${engine} ${version}: use a newer engine, or leave out auto scaling`
    : undefined;
}

function shown(fact: Fact<string | number>): string {
  return JSON.stringify(known(fact) ?? 'a token');
}

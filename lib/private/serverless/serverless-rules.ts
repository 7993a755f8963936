import { USER_GROUP_ENGINE_MISMATCH } from '../group-rules/authentication-rules';
import { type GroupRule, isOutOfRange, known } from '../group-rules/group-rule';
import { SNAPSHOT_RETENTION_OUT_OF_RANGE } from '../group-rules/snapshot-rules';
import { SUBNET_RULES } from '../group-rules/subnet-rules';
import { type LimitFacts, type ServerlessFacts } from './serverless-facts';
import { SNAPSHOT_TIME_MALFORMED, snapshotTimeProblem } from './snapshot-time';

/** One thing that can be wrong with a serverless cache. */
export interface ServerlessRule extends Omit<GroupRule, 'problem'> {
  readonly problem: (facts: ServerlessFacts) => string | undefined;
}

const NAME = /^[a-z](-?[a-z0-9])*$/i;
const MAX_NAME_LENGTH = 40;

/** Rules that only serverless caches have. */
export const OWN_SERVERLESS_RULES: readonly ServerlessRule[] = [
  {
    code: 'ServerlessCacheNameMalformed',
    refuses: 'a `serverlessCacheName` that ElastiCache does not accept',
    problem: ({ serverlessCacheName }) => {
      const name = known(serverlessCacheName);
      return name !== undefined && (!NAME.test(name) || name.length > MAX_NAME_LENGTH)
        ? `serverlessCacheName is ${JSON.stringify(name)} but must have 1 to ${MAX_NAME_LENGTH} letters, digits and single hyphens, begin ` +
            'with a letter and not end with a hyphen: change it, or leave it out for a generated one'
        : undefined;
    },
  },
  {
    code: 'ServerlessSubnetsShareZone',
    refuses: 'two subnets in one availability zone for a serverless cache',
    settledAtSynthesis: true,
    problem: ({ subnetZones }) => {
      const zones = known(subnetZones) ?? [];
      const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
      return twice === undefined
        ? undefined
        : `two of the subnets are in the availability zone ${JSON.stringify(twice)}, but the endpoint of a serverless cache has one network ` +
            'interface a zone: select one subnet in each zone with vpcSubnets, for example with onePerAz';
    },
  },
  {
    code: 'DataStorageLimitInvalid',
    refuses: '`minDataStorage` or `maxDataStorage` outside of 1 to 5000 whole GB, or a minimum above the maximum',
    problem: ({ dataStorage }) => limitProblem(dataStorage, ['minDataStorage', 'maxDataStorage'], 'GB', 1, 5000),
  },
  {
    code: 'EcpuLimitInvalid',
    refuses: '`minEcpuPerSecond` or `maxEcpuPerSecond` outside of 1,000 to 15,000,000, or a minimum above the maximum',
    problem: ({ ecpuPerSecond }) => limitProblem(ecpuPerSecond, ['minEcpuPerSecond', 'maxEcpuPerSecond'], 'units a second', 1000, 15_000_000),
  },
  {
    ...SNAPSHOT_TIME_MALFORMED,
    problem: ({ snapshotTime }) => {
      const time = known(snapshotTime);
      return time === undefined ? undefined : snapshotTimeProblem(time);
    },
  },
  {
    code: 'SnapshotTimeNeedsRetention',
    refuses: '`snapshotTime` of a serverless cache that keeps no snapshots',
    problem: ({ snapshotTime, snapshotRetention }) =>
      snapshotTime !== undefined && (snapshotRetention === undefined || snapshotRetention === 0)
        ? 'snapshotTime (DailySnapshotTime) is set but snapshotRetention (SnapshotRetentionLimit) is 0, so that there are no daily ' +
          'snapshots: use a snapshotRetention of 1 to 35 days, or leave out snapshotTime'
        : undefined,
  },
];

/** Every rule for serverless caches, in the order in which problems are reported. */
export const SERVERLESS_RULES: readonly ServerlessRule[] = [
  ...SUBNET_RULES,
  ...OWN_SERVERLESS_RULES,
  SNAPSHOT_RETENTION_OUT_OF_RANGE,
  USER_GROUP_ENGINE_MISMATCH,
];

function limitProblem(
  { minimum, maximum }: LimitFacts,
  [minName, maxName]: readonly [string, string],
  unit: string,
  least: number,
  most: number,
): string | undefined {
  const [from, to] = [known(minimum), known(maximum)];
  const range = `whole ${unit} from ${least} to ${most}`;
  if (isOutOfRange(from, least, most)) {
    return `${minName} is ${from} but must be ${range}: change it, or leave it out`;
  }
  if (isOutOfRange(to, least, most)) {
    return `${maxName} is ${to} but must be ${range}: change it, or leave it out for no limit`;
  }
  return isAbove(from, to) ? `${minName} is ${from} but ${maxName} is ${to}: the minimum must not be above the maximum` : undefined;
}

function isAbove(from: number | undefined, to: number | undefined): boolean {
  return from !== undefined && to !== undefined && from > to;
}

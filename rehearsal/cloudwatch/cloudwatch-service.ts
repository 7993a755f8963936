import { type Caller, ServiceError, type Service } from '../http/service';
import { jsonService, type JsonInput } from '../http/json-service';
import { type CacheMember } from '../elasticache/cache-member';
import { usedMemory } from '../elasticache/used-memory';
import { type Iam } from '../iam/iam';

interface MetricStat {
  readonly Metric?: { readonly Namespace?: string; readonly MetricName?: string; readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[] };
}

interface MetricDataQuery {
  readonly Id: string;
  readonly MetricStat?: MetricStat;
}

interface MetricDataResult {
  readonly Id: string;
  readonly StatusCode: 'Complete';
  /** Seconds since 1970. */
  readonly Timestamps: readonly number[];
  readonly Values: readonly number[];
}

const MOST_QUERIES = 500;

/** The metrics that nodes report, by `Namespace MetricName`, measured at the moment of the question. */
const MEASURES: Readonly<Record<string, (member: CacheMember) => Promise<number>>> = {
  'AWS/ElastiCache BytesUsedForCache': ({ node }) => usedMemory(node),
};

/** The API of CloudWatch: GetMetricData for what the nodes of replication groups really use. */
export function cloudWatchService(members: () => readonly CacheMember[], iam: Iam): Service {
  return jsonService('monitoring', 'GraniteServiceVersion20100801', {
    GetMetricData: async (input: JsonInput, caller: Caller | undefined) => {
      iam.authorize(caller, 'cloudwatch:GetMetricData', '*');
      const queries = (input['MetricDataQueries'] ?? []) as readonly MetricDataQuery[];
      if (queries.length > MOST_QUERIES) {
        throw new ServiceError('ValidationError', `The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`);
      }
      return { MetricDataResults: await Promise.all(queries.map((query) => resultOf(query, members()))), Messages: [] };
    },
  });
}

/** A metric that nobody reports has no values, as on AWS. */
async function resultOf({ Id, MetricStat }: MetricDataQuery, members: readonly CacheMember[]): Promise<MetricDataResult> {
  const { Namespace = '', MetricName = '', Dimensions = [] } = MetricStat?.Metric ?? {};
  const measure = MEASURES[`${Namespace} ${MetricName}`];
  const [dimension] = Dimensions;
  const isOfNode = Dimensions.length === 1 && dimension?.Name === 'CacheClusterId';
  const member = members.find(({ memberId }) => isOfNode && memberId === dimension.Value);
  const value = member === undefined ? undefined : await measure?.(member).catch(() => undefined);
  const points = value === undefined ? { Timestamps: [], Values: [] } : { Timestamps: [wholeMinute(Date.now())], Values: [value] };
  return { Id, StatusCode: 'Complete', ...points };
}

/** Nodes report once a minute. */
const wholeMinute = (millis: number): number => Math.floor(millis / 60_000) * 60;

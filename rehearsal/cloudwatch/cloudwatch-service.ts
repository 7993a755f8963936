import { type Caller, ServiceError, type Service } from '../http/service';
import { jsonService, type JsonInput } from '../http/json-service';
import { usedMemory } from '../elasticache/used-memory';
import { type Iam } from '../iam/iam';
import { type Reporter } from './reporters';

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
const MEASURES: Readonly<Record<string, (reporter: Reporter) => Promise<number>>> = {
  'AWS/ElastiCache BytesUsedForCache': ({ node }) => usedMemory(node),
};

/** The API of CloudWatch: GetMetricData for what the nodes of caches really use. */
export function cloudWatchService(reporters: () => readonly Reporter[], iam: Iam): Service {
  return jsonService('monitoring', 'GraniteServiceVersion20100801', {
    GetMetricData: async (input: JsonInput, caller: Caller | undefined) => {
      iam.authorize(caller, 'cloudwatch:GetMetricData', '*');
      const queries = (input['MetricDataQueries'] ?? []) as readonly MetricDataQuery[];
      if (queries.length > MOST_QUERIES) {
        throw new ServiceError('ValidationError', `The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`);
      }
      return { MetricDataResults: await Promise.all(queries.map((query) => resultOf(query, reporters()))), Messages: [] };
    },
  });
}

/** A metric that nobody reports has no values, as on AWS. */
async function resultOf({ Id, MetricStat }: MetricDataQuery, reporters: readonly Reporter[]): Promise<MetricDataResult> {
  const { Namespace = '', MetricName = '', Dimensions = [] } = MetricStat?.Metric ?? {};
  const measure = MEASURES[`${Namespace} ${MetricName}`];
  const [dimension] = Dimensions;
  const isAsked = ({ dimension: { Name, Value } }: Reporter): boolean => Dimensions.length === 1 && dimension?.Name === Name && dimension.Value === Value;
  const reporter = reporters.find(isAsked);
  const value = reporter === undefined ? undefined : await measure?.(reporter).catch(() => undefined);
  const points = value === undefined ? { Timestamps: [], Values: [] } : { Timestamps: [wholeMinute(Date.now())], Values: [value] };
  return { Id, StatusCode: 'Complete', ...points };
}

/** Nodes report once a minute. */
const wholeMinute = (millis: number): number => Math.floor(millis / 60_000) * 60;

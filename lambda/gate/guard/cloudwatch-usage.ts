import { type CloudWatchClient, type Dimension, GetMetricDataCommand, type MetricDataQuery, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { isServerless, type LiveCache, type Usage, type UsageReader } from './live-cache';

/** Nodes report each minute, and CloudWatch may be late. */
const LOOK_BACK_SECONDS = 900;
const PERIOD_SECONDS = 60;

/** The most that one call of GetMetricData takes. */
const MOST_QUERIES = 500;

/** Which copies of the metric a node has; with data tiering, its values are told for memory and SSD apart. */
const TIERS: Readonly<Record<string, readonly Dimension[]>> = {
  all: [],
  memory: [{ Name: 'Tier', Value: 'Memory' }],
  ssd: [{ Name: 'Tier', Value: 'SSD' }],
};

interface NodeUsage {
  readonly bytes: number;
  readonly at: Date;
}

/** What reports, and how CloudWatch tells it from others. */
interface Reporters {
  /** Shard by shard; a serverless cache reports as one. */
  readonly shards: readonly (readonly string[])[];
  readonly dimension: 'CacheClusterId' | 'clusterId';
  readonly isTiered: boolean;
}

/** One question to CloudWatch: a node and a tier. */
interface Question {
  readonly dimension: Reporters['dimension'];
  readonly memberId: string;
  readonly tier: string;
}

/** Needs `cloudwatch:GetMetricData`, which takes no narrower resource than `*`. */
export class CloudWatchUsage implements UsageReader {
  public constructor(
    private readonly client: CloudWatchClient,
    private readonly now: () => number,
  ) {}

  public async usage(cache: LiveCache): Promise<Usage | undefined> {
    const { shards, dimension, isTiered } = reportersOf(cache);
    const tiers = isTiered ? Object.keys(TIERS) : ['all'];
    const questions = shards.flat().flatMap((memberId) => tiers.map((tier) => ({ dimension, memberId, tier })));
    const answers = await this.ask(questions);
    const usageOf = (memberId: string): NodeUsage | undefined => {
      const [all, memory, ssd] = Object.keys(TIERS).map((tier) => answers.get(keyOf({ memberId, tier })));
      return memory && ssd ? { bytes: memory.bytes + ssd.bytes, at: earlier(memory.at, ssd.at) } : (all ?? memory);
    };
    return summed(shards.map((members) => members.map(usageOf)));
  }

  private async ask(questions: readonly Question[]): Promise<ReadonlyMap<string, NodeUsage>> {
    const parts = Array.from({ length: Math.ceil(questions.length / MOST_QUERIES) }, (_, part) =>
      questions.slice(part * MOST_QUERIES, (part + 1) * MOST_QUERIES),
    );
    const answers = await Promise.all(parts.map((part) => this.askSome(part)));
    return new Map(answers.flat());
  }

  private async askSome(questions: readonly Question[]): Promise<readonly (readonly [string, NodeUsage])[]> {
    const end = this.now();
    const results: MetricDataResult[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await this.client.send(
        new GetMetricDataCommand({
          MetricDataQueries: questions.map(queryOf),
          StartTime: new Date(end - LOOK_BACK_SECONDS * 1000),
          EndTime: new Date(end),
          ScanBy: 'TimestampDescending',
          NextToken,
        }),
      );
      results.push(...(answer.MetricDataResults ?? []));
      ({ NextToken } = answer);
    } while (NextToken !== undefined);
    return questions.flatMap((question, index) => {
      const newest = newestOf(results.filter(({ Id }) => Id === idOf(index)));
      return newest === undefined ? [] : [[keyOf(question), newest] as const];
    });
  }
}

function reportersOf(cache: LiveCache): Reporters {
  return isServerless(cache)
    ? { shards: [[cache.serverlessCacheName]], dimension: 'clusterId', isTiered: false }
    : { shards: cache.nodeGroups, dimension: 'CacheClusterId', isTiered: cache.isTiered };
}

/** The data is in the fullest node of each shard; the others hold copies of it. */
function summed(shards: readonly (readonly (NodeUsage | undefined)[])[]): Usage | undefined {
  const known = shards.map((nodes) => nodes.filter((node) => node !== undefined));
  const told = known.flat();
  const [first] = told;
  if (first === undefined) return undefined;
  return {
    bytes: sum(known.map((nodes) => Math.max(0, ...nodes.map(({ bytes }) => bytes)))),
    bytesOfAllNodes: sum(told.map(({ bytes }) => bytes)),
    shardsTold: known.filter((nodes) => nodes.length > 0).length,
    at: told.map(({ at }) => at).reduce(earlier, first.at),
  };
}

function queryOf({ dimension, memberId, tier }: Question, index: number): MetricDataQuery {
  const Dimensions = [{ Name: dimension, Value: memberId }, ...(TIERS[tier] ?? [])];
  return {
    Id: idOf(index),
    MetricStat: { Metric: { Namespace: 'AWS/ElastiCache', MetricName: 'BytesUsedForCache', Dimensions }, Period: PERIOD_SECONDS, Stat: 'Maximum' },
  };
}

/** Results come newest first, in parts where there are many. */
function newestOf(results: readonly MetricDataResult[]): NodeUsage | undefined {
  const points = results.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.flatMap((at, index) => (Values[index] === undefined ? [] : [{ bytes: Values[index], at }])),
  );
  return points.reduce<NodeUsage | undefined>((newest, point) => (newest === undefined || point.at > newest.at ? point : newest), undefined);
}

const idOf = (index: number): string => `q${index}`;
const keyOf = ({ memberId, tier }: Pick<Question, 'memberId' | 'tier'>): string => `${memberId} ${tier}`;
const earlier = (a: Date, b: Date): Date => (b < a ? b : a);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

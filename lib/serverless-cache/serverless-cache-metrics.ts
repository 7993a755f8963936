import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type IServerlessCacheRef } from 'aws-cdk-lib/aws-elasticache';
import { ELASTICACHE_NAMESPACE, metricDefaults } from '../private/metric-defaults';

/** ElastiCache publishes once a minute. */
const PERIOD = Duration.minutes(1);

/** What CloudWatch calls the name of a serverless cache. */
const DIMENSION = 'clusterId';

/** Metrics that single nodes do not have. */
const COUNTED = new Set(['ElastiCacheProcessingUnits', 'ThrottledCmds', 'TotalCmdsCount']);

/**
 * The CloudWatch metrics of a serverless cache, under the names that AWS gave them.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
export class ServerlessCacheMetrics {
  /**
   * The metrics of any serverless cache.
   *
   * @param serverlessCache a `ServerlessCache`, an imported one, or a `CfnServerlessCache`
   */
  public static fromServerlessCache(serverlessCache: IServerlessCacheRef): ServerlessCacheMetrics {
    return new ServerlessCacheMetrics(serverlessCache);
  }

  private constructor(private readonly serverlessCache: IServerlessCacheRef) {}

  /**
   * Any metric of the cache.
   *
   * @param metricName as AWS spells it
   * @param options how to look at it
   */
  public metric(metricName: string, options: MetricOptions = {}): Metric {
    const statistic = COUNTED.has(metricName) ? Stats.SUM : metricDefaults(metricName).statistic;
    return new Metric({
      statistic,
      period: PERIOD,
      ...options,
      namespace: ELASTICACHE_NAMESPACE,
      metricName,
      dimensionsMap: { [DIMENSION]: this.serverlessCache.serverlessCacheRef.serverlessCacheName, ...options.dimensionsMap },
    }).attachTo(this.serverlessCache);
  }

  /**
   * Bytes of data in the cache, which are paid.
   *
   * @param options how to look at it
   */
  public bytesUsedForCache(options?: MetricOptions): Metric {
    return this.metric('BytesUsedForCache', options);
  }

  /**
   * ElastiCache processing units consumed in the period, which are paid.
   *
   * @param options how to look at it
   */
  public elastiCacheProcessingUnits(options?: MetricOptions): Metric {
    return this.metric('ElastiCacheProcessingUnits', options);
  }

  /**
   * Requests that were throttled in the period, because the load grew faster than the cache, or at `maxEcpuPerSecond`.
   *
   * @param options how to look at it
   */
  public throttledCmds(options?: MetricOptions): Metric {
    return this.metric('ThrottledCmds', options);
  }

  /**
   * Commands of all kinds in the period.
   *
   * @param options how to look at it
   */
  public totalCmdsCount(options?: MetricOptions): Metric {
    return this.metric('TotalCmdsCount', options);
  }

  /**
   * Number of keys.
   *
   * @param options how to look at it
   */
  public currItems(options?: MetricOptions): Metric {
    return this.metric('CurrItems', options);
  }

  /**
   * Number of client connections.
   *
   * @param options how to look at it
   */
  public currConnections(options?: MetricOptions): Metric {
    return this.metric('CurrConnections', options);
  }

  /**
   * Number of keys evicted in the period, because the cache was at `maxDataStorage`.
   *
   * @param options how to look at it
   */
  public evictions(options?: MetricOptions): Metric {
    return this.metric('Evictions', options);
  }

  /**
   * Share of look-ups that were successful, in percent.
   *
   * @param options how to look at it
   */
  public cacheHitRate(options?: MetricOptions): Metric {
    return this.metric('CacheHitRate', options);
  }

  /**
   * How long successful reads take, in microseconds.
   *
   * @param options how to look at it
   */
  public successfulReadRequestLatency(options?: MetricOptions): Metric {
    return this.metric('SuccessfulReadRequestLatency', options);
  }

  /**
   * How long successful writes take, in microseconds.
   *
   * @param options how to look at it
   */
  public successfulWriteRequestLatency(options?: MetricOptions): Metric {
    return this.metric('SuccessfulWriteRequestLatency', options);
  }
}

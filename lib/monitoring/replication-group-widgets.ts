import { GraphWidget, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { MOST_METRICS_OF_ALARM } from '../private/group-metric';
import { type ReplicationGroupMetrics } from '../replication-group/replication-group-metrics';

/** Two in a row of a dashboard. */
const WIDTH = 12;
const HEIGHT = 6;

/**
 * Graphs of a replication group, for a dashboard of your own.
 *
 * A group of up to 10 nodes shows a line for every node. A larger one, or one whose nodes are not known, shows one line for all:
 * of the node that is worst off, or of all nodes together.
 */
export class ReplicationGroupWidgets {
  /**
   * Graphs of these metrics.
   *
   * @param metrics `metrics` of a group, or `ReplicationGroupMetrics.fromReplicationGroup()`
   */
  public static fromMetrics(metrics: ReplicationGroupMetrics): ReplicationGroupWidgets {
    return new ReplicationGroupWidgets(metrics);
  }

  private constructor(private readonly metrics: ReplicationGroupMetrics) {}

  /**
   * All graphs about the nodes, in the order in which one looks at them.
   */
  public all(): GraphWidget[] {
    return [
      this.engineCpu(),
      this.hostCpu(),
      this.memory(),
      this.freeableMemory(),
      this.swap(),
      this.connections(),
      this.newConnections(),
      this.cacheHitRate(),
      this.evictions(),
      this.replicationLag(),
      this.networkIn(),
      this.networkOut(),
      this.networkInExceeded(),
      this.networkOutExceeded(),
    ];
  }

  /**
   * How busy the engines are, in percent of one core each.
   */
  public engineCpu(): GraphWidget {
    return this.graph('Engine CPU', 'EngineCPUUtilization', 'percent');
  }

  /**
   * How busy the hosts are, in percent of all their cores.
   */
  public hostCpu(): GraphWidget {
    return this.graph('Host CPU', 'CPUUtilization', 'percent');
  }

  /**
   * How full the nodes are, in percent of `maxmemory`.
   */
  public memory(): GraphWidget {
    return this.graph('Memory used', 'DatabaseMemoryUsagePercentage', 'percent');
  }

  /**
   * How much memory the hosts have left, in bytes.
   */
  public freeableMemory(): GraphWidget {
    return this.graph('Freeable memory', 'FreeableMemory', 'bytes');
  }

  /**
   * How much swap space the hosts use, in bytes.
   */
  public swap(): GraphWidget {
    return this.graph('Swap', 'SwapUsage', 'bytes');
  }

  /**
   * How many clients are connected.
   */
  public connections(): GraphWidget {
    return this.graph('Connections', 'CurrConnections', 'count');
  }

  /**
   * How many clients connect in a minute.
   */
  public newConnections(): GraphWidget {
    return this.graph('New connections', 'NewConnections', 'count');
  }

  /**
   * Which share of look-ups finds something.
   */
  public cacheHitRate(): GraphWidget {
    return this.graph('Cache hit rate', 'CacheHitRate', 'share');
  }

  /**
   * How many keys are evicted in a minute.
   */
  public evictions(): GraphWidget {
    return this.graph('Evictions', 'Evictions', 'count');
  }

  /**
   * How far the replicas are behind, in seconds.
   */
  public replicationLag(): GraphWidget {
    return this.graph('Replication lag', 'ReplicationLag', 'seconds');
  }

  /**
   * What the nodes receive, in bytes a minute.
   */
  public networkIn(): GraphWidget {
    return this.graph('Network in', 'NetworkBytesIn', 'bytes');
  }

  /**
   * What the nodes send, in bytes a minute.
   */
  public networkOut(): GraphWidget {
    return this.graph('Network out', 'NetworkBytesOut', 'bytes');
  }

  /**
   * Packets a minute that waited or were dropped because a node received more than its type allows.
   */
  public networkInExceeded(): GraphWidget {
    return this.graph('Inbound allowance exceeded', 'NetworkBandwidthInAllowanceExceeded', 'packets');
  }

  /**
   * Packets a minute that waited or were dropped because a node sent more than its type allows.
   */
  public networkOutExceeded(): GraphWidget {
    return this.graph('Outbound allowance exceeded', 'NetworkBandwidthOutAllowanceExceeded', 'packets');
  }

  /**
   * Any metric.
   *
   * @param title what stands above the graph
   * @param metricName as AWS spells it
   * @param unit what stands beside the axis
   */
  public graph(title: string, metricName: string, unit?: string): GraphWidget {
    return this.widget(title, this.lines(metricName), unit);
  }

  /**
   * What a propagation gate of the group waits for: how many nodes there are, how many of them are there, and since when it
   * waits. There are values only while a gate waits.
   */
  public propagation(): GraphWidget {
    return new GraphWidget({
      title: 'Propagation of IP discovery',
      width: WIDTH,
      height: HEIGHT,
      left: [
        this.metrics.propagationNodesTotal({ label: 'nodes' }),
        this.metrics.propagationNodesOnTarget({ label: 'nodes on target' }),
      ],
      right: [this.metrics.propagationSecondsWaiting({ label: 'seconds waiting' })],
      leftYAxis: { label: 'nodes', min: 0, showUnits: false },
      rightYAxis: { label: 'seconds', min: 0, showUnits: false },
    });
  }

  private lines(metricName: string): IMetric[] {
    const { memberIds } = this.metrics;
    return memberIds === undefined || memberIds.length > MOST_METRICS_OF_ALARM
      ? [this.metrics.metric(metricName)]
      : memberIds.map((memberId) => this.metrics.nodeMetric(memberId, metricName, { label: memberId }));
  }

  private widget(title: string, left: IMetric[], label: string | undefined): GraphWidget {
    const leftYAxis = { label, min: 0, showUnits: label === undefined };
    return new GraphWidget({ title, width: WIDTH, height: HEIGHT, left, leftYAxis });
  }
}

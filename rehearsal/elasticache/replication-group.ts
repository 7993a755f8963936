import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheCluster } from '../cluster/cluster';
import { type CacheMember, nameMembers } from './cache-member';
import { DiscoveryFlip, type DiscoveryFlipOptions } from './discovery-flip';
import { type EndpointHost } from './endpoint-host';
import { type GroupConfiguration } from './group-configuration';

/** `Endpoint` of the API. */
export interface Endpoint {
  readonly Address: string;
  readonly Port: number;
}

/** A replication group and the nodes behind it. */
export class ReplicationGroup {
  public readonly members: readonly CacheMember[];
  private flip: DiscoveryFlip | undefined;

  public constructor(
    public readonly id: string,
    public readonly arn: string,
    public configuration: GroupConfiguration,
    public readonly cluster: CacheCluster,
    private readonly endpointHost: EndpointHost,
  ) {
    this.members = nameMembers(id, cluster.nodes, configuration.clusterEnabled);
  }

  /** Where a node is found: not the family that it announces, but the name that the group has for it. */
  public endpointOf({ node }: CacheMember): Endpoint {
    return { Address: this.endpointHost(this.configuration.ipDiscovery), Port: node.port };
  }

  /** The endpoint of the whole group: that of its first node. */
  public endpoint(): Endpoint {
    const [first] = this.members;
    if (first === undefined) throw new Error(`the replication group ${this.id} has no nodes`);
    return this.endpointOf(first);
  }

  /** The nodes begin to follow; what an earlier call began ends. */
  public discover(target: AddressFamily, options: Omit<DiscoveryFlipOptions, 'members' | 'target'>): void {
    this.flip?.stop();
    this.flip = new DiscoveryFlip({ ...options, members: this.members, target });
  }

  public async close(): Promise<void> {
    this.flip?.stop();
    await this.cluster.close();
  }
}

import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheCluster } from '../cluster/cluster';
import { ServiceError } from '../http/service';
import { type AuthTokens, type AuthTokenStrategy } from './auth-tokens';
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
    /** Absent: the nodes ask for no token. */
    public readonly authTokens?: AuthTokens,
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

  /** `Status` of the API. */
  public get status(): 'available' | 'modifying' {
    return this.authTokens?.changing === undefined ? 'available' : 'modifying';
  }

  /** Begins to change the AUTH token, which takes `millis`. */
  public modifyAuthToken(token: string, strategy: AuthTokenStrategy, millis: number): void {
    if (this.status !== 'available') {
      throw new ServiceError('InvalidReplicationGroupState', `Replication group ${this.id} is not available: it is ${this.status}.`);
    }
    if (this.authTokens === undefined) {
      throw new ServiceError('InvalidParameterCombination', 'the offline AWS gives no token to a group that was made without one.');
    }
    void this.authTokens.modify(token, strategy, millis);
  }

  public async close(): Promise<void> {
    this.flip?.stop();
    await this.cluster.close();
  }
}

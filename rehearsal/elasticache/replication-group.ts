import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheCluster } from '../cluster/cluster';
import { ServiceError } from '../http/service';
import { type AuthTokens, type AuthTokenStrategy } from './auth-tokens';
import { type CacheMember, nameMembers } from './cache-member';
import { DiscoveryFlip, type DiscoveryFlipOptions } from './discovery-flip';
import { type EndpointNames } from './endpoint-names';
import { type GroupConfiguration } from './group-configuration';
import { type GroupUsers } from './users/group-users';

/** `Endpoint` of the API. */
export interface Endpoint {
  readonly Address: string;
  readonly Port: number;
}

/** Who may log in to the nodes; with neither, everybody. */
export interface GroupAccess {
  readonly authTokens?: AuthTokens;
  readonly users?: GroupUsers;
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
    public readonly names: EndpointNames,
    private readonly access: GroupAccess = {},
  ) {
    this.members = nameMembers(id, cluster.nodes, configuration);
  }

  /** Absent: the nodes ask for no token. */
  public get authTokens(): AuthTokens | undefined {
    return this.access.authTokens;
  }

  /** Where a node is found: not the family that it announces, but the name that the group has for it. */
  public endpointOf({ memberId, node }: CacheMember): Endpoint {
    return { Address: this.names.nodeEndpoint(memberId), Port: node.port };
  }

  /** The endpoint of the whole group, behind which is its first node. */
  public get configurationEndpoint(): Endpoint | undefined {
    return this.configuration.clusterEnabled ? { Address: this.names.configurationEndpoint, Port: this.memberAt(0).node.port } : undefined;
  }

  public get primaryEndpoint(): Endpoint | undefined {
    return this.configuration.clusterMode === 'enabled' ? undefined : { Address: this.names.primaryEndpoint, Port: this.memberAt(0).node.port };
  }

  /** Leads to the first replica; without one, to the primary. */
  public get readerEndpoint(): Endpoint | undefined {
    if (this.configuration.clusterMode === 'enabled') return undefined;
    return { Address: this.names.readerEndpoint, Port: this.memberAt(Math.min(1, this.members.length - 1)).node.port };
  }

  /** Every endpoint that has a name. */
  public endpoints(): readonly Endpoint[] {
    const ofGroup = [this.configurationEndpoint, this.primaryEndpoint, this.readerEndpoint].flatMap((endpoint) => endpoint ?? []);
    return [...this.members.map((member) => this.endpointOf(member)), ...ofGroup];
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

  /** Users or user groups are other ones than before. */
  public async refreshUsers(): Promise<void> {
    await this.access.users?.refresh();
  }

  public async close(): Promise<void> {
    this.flip?.stop();
    this.access.users?.close();
    await this.cluster.close();
  }

  private memberAt(index: number): CacheMember {
    const member = this.members[index];
    if (member === undefined) throw new Error(`the replication group ${this.id} has no node ${index}`);
    return member;
  }
}

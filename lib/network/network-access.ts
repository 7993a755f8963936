import { type IVpc, Port } from 'aws-cdk-lib/aws-ec2';
import { assertCanBeOpened, type CacheInNetwork, familiesOf } from '../private/network/cache-in-network';
import { openForVpc } from '../private/network/open-for-vpc';
import { rangesForCache } from '../private/network/ranges-for-cache';
import { DEFAULT_PORT } from '../private/replication-group-settings';
import { type IReplicationGroup } from '../replication-group/replication-group-interface';
import { type IServerlessCache } from '../serverless-cache/serverless-cache-interface';
import { type AddressRange } from './address-range';
import { type VpcAccessOptions } from './vpc-access-options';

/**
 * Opens the port of a cache for ranges of addresses, of both families: for imported caches and for other VPCs. A
 * `ReplicationGroup` has the same as `allowFromVpc()` and `allowFromRanges()`.
 *
 * For clients with a security group use `connections.allowDefaultPortFrom(client)` instead: such a rule names no address and
 * holds for both families.
 *
 * @example
 * import { type IVpc } from 'aws-cdk-lib/aws-ec2';
 * import { type IReplicationGroup, NetworkAccess } from 'cdk-elasticache-dual-stack';
 *
 * declare const cache: IReplicationGroup;
 * declare const peeredVpc: IVpc;
 *
 * NetworkAccess.fromReplicationGroup(cache).allowFromVpc(peeredVpc);
 */
export class NetworkAccess {
  /**
   * The way to a replication group.
   *
   * @param replicationGroup the group, owned or imported with its security groups
   */
  public static fromReplicationGroup(replicationGroup: IReplicationGroup): NetworkAccess {
    return new NetworkAccess(replicationGroup);
  }

  /**
   * The way to a serverless cache, to both of its endpoints.
   *
   * @param serverlessCache the cache, owned or imported with its security groups
   */
  public static fromServerlessCache(serverlessCache: IServerlessCache): NetworkAccess {
    return new NetworkAccess(serverlessCache);
  }

  private constructor(private readonly cache: CacheInNetwork) {}

  /**
   * Opens the port for everybody in a VPC: for its IPv4 ranges and its IPv6 ranges, as far as the cache has such addresses.
   *
   * @param vpc the VPC of the clients
   * @param options ranges that the app does not know
   * @throws `ReplicationGroupValidationError` (`VpcCidrUnknown`, `NoSecurityGroupToOpen`); at synth with `VpcCidrAddedLater`
   */
  public allowFromVpc(vpc: IVpc, options: VpcAccessOptions = {}): void {
    assertCanBeOpened(this.cache);
    const found = rangesForCache(this.cache, familiesOf(this.cache.networkType), vpc, options);
    openForVpc({ ...found, vpc, connections: this.cache.connections, port: this.port, description: options.description });
  }

  /**
   * Opens the port for ranges of addresses.
   *
   * @param ranges where the clients are
   * @throws `ReplicationGroupValidationError` (`NoSecurityGroupToOpen`)
   */
  public allowFromRanges(...ranges: AddressRange[]): void {
    assertCanBeOpened(this.cache);
    ranges.forEach(({ peer }) => {
      this.cache.connections.allowFrom(peer, this.port);
    });
  }

  private get port(): Port {
    return this.cache.connections.defaultPort ?? Port.tcp(DEFAULT_PORT);
  }
}

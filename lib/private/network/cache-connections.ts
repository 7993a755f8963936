import {
  CfnSecurityGroup,
  CfnSecurityGroupEgress,
  type CfnSecurityGroupEgressProps,
  CfnSecurityGroupIngress,
  Connections,
  type ConnectionsProps,
  type IConnectable,
  type ISecurityGroup,
  type Port,
  type SecurityGroup,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { AddressFamily } from '../../gates/address-family';
import { type NetworkType } from '../../replication-group/network-type';
import { familiesOf } from './cache-in-network';

/** Who may connect to a cache, over every address family that it has. */
export function newCacheConnections(networkType: NetworkType | undefined, props: ConnectionsProps): Connections {
  return familiesOf(networkType).includes(AddressFamily.IPV6) ? new DualStackConnections(props) : new Connections(props);
}

/**
 * Lets clients in over IPv6 too, and lets them out.
 *
 * A security group of the CDK allows its members to send everything everywhere, over IPv4, and then leaves out every rule that
 * names no IPv6 range: also the one from group to group, which would hold for both families. So a client that was let in can
 * not send over IPv6, and would be cut off when the cache moves there. Here it gets that rule.
 */
class DualStackConnections extends Connections {
  /** Also called by the connections of the client, when those were asked. */
  public override allowFrom(other: IConnectable, portRange: Port, description?: string): void {
    super.allowFrom(other, portRange, description);
    const pairs = this.securityGroups.flatMap((cache) => other.connections.securityGroups.map((client) => ({ cache, client })));
    pairs.forEach(({ cache, client }) => {
      if (isOwn(client) && client.allowAllOutbound && !client.allowAllIpv6Outbound) {
        letOut(client, cache, portRange, description);
      }
    });
  }
}

/** Which rules an imported group has is not known, and not for us to change. */
function isOwn(securityGroup: ISecurityGroup): securityGroup is SecurityGroup {
  return CfnSecurityGroup.isCfnSecurityGroup(securityGroup.node.defaultChild);
}

function letOut(client: SecurityGroup, cache: ISecurityGroup, port: Port, description?: string): void {
  const id = `egress ${client.uniqueId} to ${cache.uniqueId}:${port.toString()}`.replaceAll('/', '_');
  const scope = scopeOfIngress(client, cache);
  if (scope.node.tryFindChild(id) === undefined) {
    const ports = port.toRuleJson() as Pick<CfnSecurityGroupEgressProps, 'ipProtocol' | 'fromPort' | 'toPort'>;
    new CfnSecurityGroupEgress(scope, id, {
      groupId: client.securityGroupId,
      destinationSecurityGroupId: cache.securityGroupId,
      ...ports,
      description: description ?? `to ${cache.uniqueId}:${port.toString()}`,
    });
  }
}

/** Beside the rule that lets the client in: of two stacks, that one may refer to the other. */
function scopeOfIngress(client: SecurityGroup, cache: ISecurityGroup): Construct {
  const scope: unknown = cache;
  const isBesideCache = cache.node.children.some(
    (child) =>
      CfnSecurityGroupIngress.isCfnSecurityGroupIngress(child) &&
      child.groupId === cache.securityGroupId &&
      child.sourceSecurityGroupId === client.securityGroupId,
  );
  return isBesideCache && Construct.isConstruct(scope) ? scope : client;
}

import { type CustomResource, Token } from 'aws-cdk-lib';
import { type IReplicationGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { CacheEndpoint } from '../replication-group/cache-endpoint';
import { type AddressFamily } from './address-family';
import { PROPAGATION_GATE_RESOURCE_TYPE, type PropagationGateAttributes } from './contract';
import { type NodeGateProps } from './node-gate-props';
import { credentialsProperties } from './private/credentials-properties';
import { changeToken } from './private/change-token';
import { NodeGateBase } from './private/node-gate-base';

/**
 * What a propagation gate waits for, and where it stands.
 */
export interface PropagationGateProps extends NodeGateProps {
  /**
   * The replication group whose nodes must serve `targetFamily`: a `ReplicationGroup`, an imported one, or a
   * `CfnReplicationGroup`; of any kind, with and without cluster mode, in-transit encryption and authentication.
   *
   * Everything that is known of it is checked at synth.
   */
  readonly replicationGroup: IReplicationGroupRef;

  /**
   * The address family that every node must serve before the gate opens: be reachable over it, and, with cluster mode and
   * without in-transit encryption, announce it.
   *
   * Where nodes announce addresses it must be the `IpDiscovery` of the replication group: change both together, in either
   * direction. With in-transit encryption nodes announce names, and `IpDiscovery` has no effect.
   */
  readonly targetFamily: AddressFamily;

  /**
   * Any text. When it changes, the gate waits again with the next deployment.
   *
   * Useful for a group that is managed elsewhere: CloudFormation runs a gate only when the gate itself changed. What this
   * app says about the group (network type, IP discovery, shards, replicas, versions) is included anyway. Of a group in another stack, a
   * value that only the deployment knows (a parameter, a reference) is included by its name: tell its changes here.
   *
   * @default - none
   */
  readonly changeToken?: string;
}

/**
 * Holds a deployment until every node of a replication group really serves an address family.
 *
 * After `IpDiscovery` changed, CloudFormation reports success while the nodes still announce the old family, each until
 * its own moment. The gate asks all of them, opens a connection over the new family to each, and only then lets
 * CloudFormation continue. With in-transit encryption it looks up the name of each node in that family, and shakes hands over TLS;
 * with credentials, it has each node answer. If that takes longer than `timeout` it fails the deployment, and CloudFormation rolls
 * back. It never holds up a rollback or a deletion.
 *
 * All gates of a stack share the functions behind them: the first gate adds 19 resources, each further one on the same
 * group and subnets adds one. Credentials of IAM take one more for each group.
 *
 * @example
 * import { Stack } from 'aws-cdk-lib';
 * import { Vpc } from 'aws-cdk-lib/aws-ec2';
 * import { FargateService } from 'aws-cdk-lib/aws-ecs';
 * import { CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
 * import { AddressFamily, PropagationGate } from 'cdk-elasticache-dual-stack';
 *
 * declare const stack: Stack;
 * declare const vpc: Vpc;
 * declare const cacheGroup: CfnReplicationGroup; // or a ReplicationGroup, or an imported one
 * declare const service: FargateService;
 *
 * const gate = new PropagationGate(stack, 'Gate', {
 *   replicationGroup: cacheGroup,
 *   vpc,
 *   targetFamily: AddressFamily.IPV6,
 * });
 * gate.protect(service);
 */
export class PropagationGate extends NodeGateBase {
  /**
   * Id of the replication group; whatever uses it is deployed behind the gate.
   *
   * @attribute
   */
  public readonly replicationGroupId: string;

  /**
   * Host name of the configuration endpoint; whatever uses it is deployed behind the gate. Empty for a group without one.
   *
   * @attribute
   */
  public readonly replicationGroupConfigurationEndpointAddress: string;

  /**
   * Port of the configuration endpoint; whatever uses it is deployed behind the gate. Empty for a group without one.
   *
   * @attribute
   */
  public readonly replicationGroupConfigurationEndpointPort: string;

  /**
   * How many nodes the gate asked.
   *
   * @attribute
   */
  public readonly nodesTotal: string;

  /**
   * How long the gate waited, in whole seconds.
   *
   * @attribute
   */
  public readonly secondsWaited: string;

  /**
   * What was proven of every node, the least of them all: the name of an `Evidence`. Empty if nothing was.
   *
   * @attribute
   */
  public readonly evidence: string;

  /**
   * `OPEN` if every node was proven, `NOT_JUDGED` if the stack was rolling back, where a gate does not hold anything up.
   *
   * @attribute
   */
  public readonly outcome: string;

  /**
   * @param scope where the gate is in the construct tree; its stack must be in the account and region of the group
   * @param id name of the gate in `scope`
   * @param props what the gate waits for
   * @throws `ReplicationGroupValidationError` with every problem that synth can see
   */
  public constructor(scope: Construct, id: string, props: PropagationGateProps) {
    super(scope, id, props, { purpose: 'propagation', problems: [] });
    const resource = this.newResource(props);
    const attribute = (name: keyof PropagationGateAttributes): string => resource.getAttString(name);
    this.replicationGroupId = attribute('ReplicationGroupId');
    this.replicationGroupConfigurationEndpointAddress = attribute('ConfigurationEndpointAddress');
    this.replicationGroupConfigurationEndpointPort = attribute('ConfigurationEndpointPort');
    this.nodesTotal = attribute('NodesTotal');
    this.secondsWaited = attribute('SecondsWaited');
    this.evidence = attribute('Evidence');
    this.outcome = attribute('Outcome');
  }

  /**
   * The configuration endpoint of the replication group; whatever uses it is deployed behind the gate. Its host name is
   * empty for a group without one.
   */
  public get configurationEndpoint(): CacheEndpoint {
    return new CacheEndpoint(
      this.replicationGroupConfigurationEndpointAddress,
      Token.asNumber(this.replicationGroupConfigurationEndpointPort),
    );
  }

  private newResource(props: PropagationGateProps): CustomResource {
    const { replicationGroup } = props;
    return this._newResource(props, (provider, probe, { credentials }) => {
      const access = provider.accessTo(replicationGroup);
      if (credentials.kind === 'secret') {
        access.allowSecret(credentials.secret);
      }
      return {
        resourceType: PROPAGATION_GATE_RESOURCE_TYPE,
        properties: { ReplicationGroupId: replicationGroup.replicationGroupRef.replicationGroupId },
        changeToken: changeToken(this, replicationGroup, props.changeToken),
        credentials: credentialsProperties(credentials),
        rights: [access.policy, ...(credentials.kind === 'iam' ? [probe.allowConnect(replicationGroup, credentials.userId)] : [])],
      };
    });
  }
}

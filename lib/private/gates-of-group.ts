import { type SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type Construct } from 'constructs';
import { AddressFamily } from '../gates/address-family';
import { GateCredentials } from '../gates/gate-credentials';
import { AccessString } from '../replication-group/authentication/access-string';
import { IpDiscovery } from '../replication-group/ip-discovery';
import { type ReplicationGroupProps } from '../replication-group/replication-group-props';
import { CacheSubnetGroup } from '../replication-group/subnets/cache-subnet-group';
import { type AuthenticationMethod } from './authentication/authentication-method';
import { IamUserGroup } from './authentication/iam-user-group';

/** Identifies the user of the gates in the user group. */
const PROBE = 'GateProbe';

/** What gates need to know of a group that this library made. */
export interface GroupOfGates extends Construct {
  readonly authTokenSecret?: ISecret;
}

/** The family that clients are sent to. */
export function announcedFamily(ipDiscovery: IpDiscovery | undefined): AddressFamily {
  return ipDiscovery === IpDiscovery.IPV6 ? AddressFamily.IPV6 : AddressFamily.IPV4;
}

/** The probe stands beside the nodes, where somebody tells where that is. */
export function probeSubnetsOf({ vpcSubnets, subnetGroup }: ReplicationGroupProps): SubnetSelection | undefined {
  return vpcSubnets ?? (subnetGroup instanceof CacheSubnetGroup ? { subnets: subnetGroup.subnets } : undefined);
}

/**
 * With what the gates of a group authenticate, if nobody says otherwise: a user of their own with `Authentication.iam()`, the secret of
 * the AUTH token where it is known; not at all with a user group of somebody else.
 */
export function credentialsOf(group: GroupOfGates, authentication: AuthenticationMethod, given: GateCredentials | undefined): GateCredentials {
  if (given !== undefined) {
    return given;
  }
  const users = IamUserGroup.findOf(group);
  if (users !== undefined) {
    const label = `${group.node.id}/gate`;
    const { userId } = users.userFor({ key: PROBE, label, userId: undefined, access: AccessString.gateProbe() });
    return GateCredentials.iam(userId);
  }
  const { authTokenSecret } = group;
  const passwordField = authentication.kind === 'authToken' ? authentication.jsonField : undefined;
  return authTokenSecret === undefined ? GateCredentials.none() : GateCredentials.secret(authTokenSecret, { passwordField });
}

/** A gate must find its user in the user group, from its first call until its Delete is answered. */
export function bindCredentials(group: GroupOfGates, gate: Construct): void {
  const users = IamUserGroup.findOf(group);
  if (users !== undefined) {
    gate.node.addDependency(users.resource);
  }
}

import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { type CfnSubnet, SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { type CfnReplicationGroup, type CfnReplicationGroupProps } from 'aws-cdk-lib/aws-elasticache';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { AddressFamily, Evidence, GateCredentials, PropagationGate, type PropagationGateProps } from '../../../lib/gates';
import { GATE_ERRORS } from '../../../lib/gates/private/gate-errors';
import { ReplicationGroupValidationError } from '../../../lib/private/validation-error';
import {
  ClusterMode,
  IpDiscovery,
  NetworkType,
  ReplicationGroup,
  type ReplicationGroupAttributes,
  TransitEncryption,
} from '../../../lib/replication-group';
import { dualStackVpc, ipv4Vpc } from '../../support/subnets';
import { rawGroup } from './support/raw-group';

let app: App;
let stack: Stack;
beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Stack', { env: { account: '123456789012', region: 'us-east-1' } });
});

function gateOn(attributes: Partial<ReplicationGroupAttributes>, props: Partial<PropagationGateProps> = {}): void {
  const vpc = dualStackVpc(stack);
  const replicationGroup = ReplicationGroup.fromReplicationGroupAttributes(stack, 'Cache', {
    replicationGroupId: 'orders',
    ...attributes,
  });
  new PropagationGate(stack, 'Gate', {
    replicationGroup,
    vpc,
    targetFamily: AddressFamily.IPV6,
    securityGroups: [],
    ...props,
  });
}

/** The error at the user's own line. */
function refusal(make: () => void): ReplicationGroupValidationError {
  try {
    make();
  } catch (error) {
    if (error instanceof ReplicationGroupValidationError) {
      return error;
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

/** Codes without the one that every test provokes with its empty `securityGroups`. */
function codesOf(make: () => void): readonly string[] {
  return refusal(make).codes.filter((code) => code !== 'SecurityGroupsUnknown');
}

function gateOnRaw(props: Partial<CfnReplicationGroupProps>, targetFamily = AddressFamily.IPV6): () => void {
  const vpc = dualStackVpc(stack);
  const replicationGroup = rawGroup(stack, vpc, props);
  new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily });
  return () => app.synth();
}

describe('PropagationGate: settings it refuses at once', () => {
  test.each([
    [Duration.seconds(9), 'got 9 seconds'],
    [Duration.seconds(3301), 'got 3301 seconds'],
    [Duration.millis(10_500), 'got 10.5 seconds'],
    [Duration.hours(2), 'got 7200 seconds'],
  ])('fails for timeout %s', (timeout, text) => {
    const { codes, message } = refusal(() => {
      gateOn({}, { timeout });
    });
    expect(codes).toContain('GateTimeoutOutOfRange');
    expect(message).toContain(text);
  });

  test.each([
    [Duration.millis(19), 'got 19 milliseconds'],
    [Duration.millis(10_001), 'got 10001 milliseconds'],
    [Duration.millis(50.5), 'got 50.5 milliseconds'],
  ])('fails for pollInterval %s', (pollInterval, text) => {
    const { codes, message } = refusal(() => {
      gateOn({}, { pollInterval });
    });
    expect(codes).toContain('PollIntervalOutOfRange');
    expect(message).toContain(text);
  });

  test('fails for durations that are tokens', () => {
    const { valueAsNumber } = new CfnParameter(stack, 'Number', { type: 'Number' });
    const codes = codesOf(() => {
      gateOn({}, { timeout: Duration.seconds(valueAsNumber), pollInterval: Duration.millis(valueAsNumber) });
    });
    expect(codes).toEqual(['GateTimeoutOutOfRange', 'PollIntervalOutOfRange']);
  });

  test('fails for a group in another region or account', () => {
    const replicationGroupArn = 'arn:aws-us-gov:elasticache:us-gov-west-1:210987654321:replicationgroup:orders';
    const { codes, message } = refusal(() => {
      gateOn({ replicationGroupArn });
    });
    expect(codes).toContain('GroupElsewhere');
    expect(message).toContain('210987654321/us-gov-west-1');
  });

  test('fails without security groups and without subnets, and says both at once', () => {
    const vpc = Vpc.fromVpcAttributes(stack, 'Imported', { vpcId: 'vpc-1', availabilityZones: ['us-east-1a'] });
    const error = refusal(() => {
      gateOn({}, { vpc });
    });
    expect(error.codes).toEqual(['SecurityGroupsUnknown', 'ProbeSubnetsMissing']);
    expect(error.message).toMatch(/^2 problems in Stack\/Gate:/);
  });
});

describe('PropagationGate: groups it refuses at once', () => {
  const cases: [string, Partial<ReplicationGroupAttributes>, AddressFamily, string][] = [
    ['IPv4 nodes', { networkType: NetworkType.IPV4 }, AddressFamily.IPV6, 'FamilyNotInNetworkType'],
    ['IPv6 nodes', { networkType: NetworkType.IPV6 }, AddressFamily.IPV4, 'FamilyNotInNetworkType'],
    ['IPv4 announced', { ipDiscovery: IpDiscovery.IPV4 }, AddressFamily.IPV6, 'FamilyNotAnnounced'],
    ['IPv6 announced', { ipDiscovery: IpDiscovery.IPV6 }, AddressFamily.IPV4, 'FamilyNotAnnounced'],
  ];
  test.each(cases)('fails for a group with %s', (_, attributes, targetFamily, code) => {
    const codes = codesOf(() => {
      gateOn(attributes, { targetFamily });
    });
    expect(codes).toEqual([code]);
  });

  const names = { ipDiscovery: IpDiscovery.IPV4 };
  test.each<[string, Partial<ReplicationGroupAttributes>]>([
    ['TLS is required', { ...names, transitEncryption: TransitEncryption.REQUIRED }],
    ['TLS is preferred', { ...names, transitEncryption: TransitEncryption.PREFERRED }],
    ['there is no cluster mode', { ...names, clusterMode: ClusterMode.DISABLED }],
  ])('where nodes announce no addresses, ipDiscovery is not judged: %s', (_, attributes) => {
    expect(
      codesOf(() => {
        gateOn(attributes);
      }),
    ).toEqual([]);
  });

  const { iam, secret } = { iam: GateCredentials.iam('probe'), secret: GateCredentials.secret(Secret.fromSecretNameV2(new Stack(), 'S', 'token')) };
  test.each<[string, Partial<ReplicationGroupAttributes>, Partial<PropagationGateProps>, string]>([
    ['a handshake without TLS', { transitEncryption: TransitEncryption.DISABLED }, { minimumEvidence: Evidence.HANDSHAKE }, 'MinimumEvidenceOutOfReach'],
    ['a report with TLS', { transitEncryption: TransitEncryption.REQUIRED }, { minimumEvidence: Evidence.REPORTED }, 'MinimumEvidenceOutOfReach'],
    ['a report without cluster mode', { clusterMode: ClusterMode.DISABLED }, { minimumEvidence: Evidence.REPORTED }, 'MinimumEvidenceOutOfReach'],
    ['a user of IAM without TLS', { transitEncryption: TransitEncryption.DISABLED }, { credentials: iam }, 'CredentialsNeedTls'],
    ['a secret without TLS', { transitEncryption: TransitEncryption.DISABLED }, { credentials: secret }, 'CredentialsNeedTls'],
  ])('fails for %s', (_, attributes, props, code) => {
    expect(
      codesOf(() => {
        gateOn(attributes, props);
      }),
    ).toEqual([code]);
  });

  test.each<[string, Partial<ReplicationGroupAttributes>, Partial<PropagationGateProps>]>([
    ['a handshake with TLS', { transitEncryption: TransitEncryption.PREFERRED }, { minimumEvidence: Evidence.HANDSHAKE }],
    ['an answer of a group of which nothing is known', {}, { minimumEvidence: Evidence.ANSWERED }],
    ['a report of a group of which nothing is known', {}, { minimumEvidence: Evidence.REPORTED }],
    ['credentials for a group of which nothing is known', {}, { credentials: iam }],
  ])('takes %s', (_, attributes, props) => {
    expect(
      codesOf(() => {
        gateOn(attributes, props);
      }),
    ).toEqual([]);
  });

  test('says nothing about what is a token or not known', () => {
    const parameter = new CfnParameter(stack, 'Text').valueAsString;
    // as in Python and Java, where an enum member is only a string
    const attributes = { networkType: parameter, ipDiscovery: parameter, clusterMode: parameter };
    const codes = codesOf(() => {
      gateOn(attributes as object);
    });
    expect(codes).toEqual([]);
  });
});

describe('PropagationGate: what it refuses at synthesis', () => {
  const cases: [string, Partial<CfnReplicationGroupProps>, AddressFamily, string][] = [
    ['no network type', { networkType: undefined, ipDiscovery: undefined }, AddressFamily.IPV6, 'FamilyNotInNetworkType'],
    ['IPv4 announced', { ipDiscovery: 'ipv4' }, AddressFamily.IPV6, 'FamilyNotAnnounced'],
    // a rule of the group, not of the gate
    ['an old engine', { engineVersion: '7.0' }, AddressFamily.IPV6, 'EngineVersionTooOldForIpv6'],
  ];
  test.each(cases)('fails for an L1 with %s', (_, props, targetFamily, code) => {
    expect(gateOnRaw(props, targetFamily)).toThrow(`[${code}]`);
  });

  const TLS = { transitEncryptionEnabled: true };
  test.each<[string, Partial<CfnReplicationGroupProps>, Partial<PropagationGateProps>, string]>([
    ['an answer of users, without credentials', { ...TLS, userGroupIds: ['users'] }, { minimumEvidence: Evidence.ANSWERED }, 'MinimumEvidenceOutOfReach'],
    ['an answer with an AUTH token, without credentials', { ...TLS, authToken: '{{resolve:x}}' }, { minimumEvidence: Evidence.ANSWERED }, 'MinimumEvidenceOutOfReach'],
    ['a user of IAM with an AUTH token', { ...TLS, authToken: '{{resolve:x}}' }, { credentials: GateCredentials.iam('probe') }, 'CredentialsDoNotFit'],
    ['a user of IAM with an old Valkey', { ...TLS, engineVersion: '7.1' }, { credentials: GateCredentials.iam('probe') }, 'IamCredentialsNeedNewerEngine'],
    ['a user of IAM with an old Redis OSS', { ...TLS, engine: 'redis', engineVersion: '6.2' }, { credentials: GateCredentials.iam('probe') }, 'IamCredentialsNeedNewerEngine'],
    ['credentials without TLS', {}, { credentials: GateCredentials.iam('probe') }, 'CredentialsNeedTls'],
  ])('fails for an L1 and %s', (_, group, props, code) => {
    const vpc = dualStackVpc(stack);
    const replicationGroup = rawGroup(stack, vpc, group);
    new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, ...props });
    expect(() => app.synth()).toThrow(`[${code}]`);
  });

  test.each<[string, Partial<CfnReplicationGroupProps>, Partial<PropagationGateProps>]>([
    ['an answer of a group that asks for nothing', TLS, { minimumEvidence: Evidence.ANSWERED }],
    ['an answer of users, with credentials', { ...TLS, userGroupIds: ['users'] }, { minimumEvidence: Evidence.ANSWERED, credentials: GateCredentials.iam('probe') }],
  ])('takes an L1 and %s', (_, group, props) => {
    const vpc = dualStackVpc(stack);
    const replicationGroup = rawGroup(stack, vpc, group);
    new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, ...props });
    expect(() => app.synth()).not.toThrow();
  });

  test('judges an L1 as it is in the end', () => {
    const vpc = dualStackVpc(stack);
    const replicationGroup = rawGroup(stack, vpc, { ipDiscovery: 'ipv4', networkType: 'ipv4' });
    new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    replicationGroup.ipDiscovery = 'ipv6';
    replicationGroup.addPropertyOverride('NetworkType', 'dual_stack');
    expect(() => app.synth()).not.toThrow();
  });

  test('fails for an escape hatch on a ReplicationGroup', () => {
    const vpc = dualStackVpc(stack);
    const cache = new ReplicationGroup(stack, 'Cache', { vpc, transitEncryption: TransitEncryption.DISABLED });
    (cache.node.defaultChild as CfnReplicationGroup).ipDiscovery = 'ipv6';
    expect(() => app.synth()).toThrow('[FamilyNotAnnounced]');
  });

  test('fails for subnets without IPv6 and names them, unless they get it later', () => {
    const vpc = ipv4Vpc(stack);
    const replicationGroup = ReplicationGroup.fromReplicationGroupId(stack, 'Cache', 'orders');
    new PropagationGate(stack, 'Gate', {
      replicationGroup,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      targetFamily: AddressFamily.IPV6,
      securityGroups: [new SecurityGroup(stack, 'Nodes', { vpc })],
    });
    expect(() => app.synth()).toThrow(/\[ProbeSubnetsNotDualStack\].*"Stack\/Vpc\/PrivateSubnet1", "Stack\/Vpc\/PrivateSubnet2"/);
    vpc.isolatedSubnets.forEach((subnet, index) => {
      (subnet.node.defaultChild as CfnSubnet).ipv6CidrBlock = `2001:db8:0:${index}::/64`;
    });
    expect(() => app.synth({ force: true })).not.toThrow();
  });

  const synthesisError = (): string => {
    try {
      app.synth();
    } catch (error) {
      return String(error);
    }
    return '';
  };

  test.each<[string, (vpc: Vpc) => void]>([
    ['a ReplicationGroup', (vpc) => new ReplicationGroup(stack, 'Cache', { vpc, transitEncryption: TransitEncryption.DISABLED })],
    ['an L1', (vpc) => new PropagationGate(stack, 'Gate', { replicationGroup: rawGroup(stack, vpc), vpc, targetFamily: AddressFamily.IPV6 })],
  ])('names subnets that it shares with its group once only: %s', (_, make) => {
    make(ipv4Vpc(stack));
    const error = synthesisError();
    expect(error.match(/Stack\/Vpc\/PrivateSubnet1/g)).toHaveLength(1);
    expect(error).toContain('[SubnetsWithoutIpv6]');
  });

  test('still names those that are its own', () => {
    const replicationGroup = rawGroup(stack, dualStackVpc(stack, 'DualStack'));
    const vpc = ipv4Vpc(stack);
    new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    expect(synthesisError()).toContain('[ProbeSubnetsNotDualStack]');
  });
});

test('gates: every code has a row for the README, and no two are the same', () => {
  const codes = GATE_ERRORS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toMatchSnapshot();
});

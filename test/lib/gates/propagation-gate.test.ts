import { App, Aws, CfnCondition, Duration, Fn, Stack, Validations } from 'aws-cdk-lib';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { AddressFamily, Evidence, GateCredentials, PropagationGate, type PropagationGateProps } from '../../../lib/gates';
import { IpDiscovery, ReplicationGroup, TransitEncryption } from '../../../lib/replication-group';
import { describeConstruct } from '../../support/describe-construct';
import { dualStackVpc } from '../../support/subnets';
import { rawGroup } from './support/raw-group';
import { dependenciesOf, onlyResource, resourceCount, resourcesOf, type TemplateResource } from './support/resources';

const GATE = 'Custom::ElastiCachePropagationGate';

function gateOnRawGroup(stack: Stack, props: Partial<PropagationGateProps> = {}): PropagationGate {
  const vpc = dualStackVpc(stack);
  const replicationGroup = rawGroup(stack, vpc);
  return new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, ...props });
}

/** Resources of a stack with so many groups, and so many gates spread over them. */
function countWith(groups: number, gates: number): number {
  const stack = new Stack(new App(), 'Stack');
  const vpc = dualStackVpc(stack);
  const made = Array.from({ length: groups }, (_, index) => rawGroup(stack, vpc, {}, `Group${index}`));
  Array.from({ length: gates }).forEach((_, index) => {
    const replicationGroup = made[index % groups];
    if (replicationGroup !== undefined) {
      new PropagationGate(stack, `Gate${index}`, { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    }
  });
  return resourceCount(stack);
}

describeConstruct('PropagationGate: the custom resource', (fixture) => {
  test('carries what the handler needs, and nothing else', () => {
    gateOnRawGroup(fixture.stack);
    const template = fixture.template();
    const probe = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).find(([, { Properties }]) => 'VpcConfig' in Properties);
    expect(onlyResource(template, GATE).Properties).toEqual({
      ServiceToken: { 'Fn::GetAtt': [expect.stringContaining('frameworkonEvent'), 'Arn'] },
      ServiceTimeout: '2100',
      ReplicationGroupId: { Ref: 'Group' },
      TargetFamily: 'ipv6',
      ProbeFunctionArn: { 'Fn::GetAtt': [probe?.[0], 'Arn'] },
      TimeoutSeconds: '1800',
      PollIntervalMillis: '100',
      ChangeToken: expect.anything() as unknown,
    });
  });

  test.each([
    ['shortest', Duration.seconds(10), '10', '310'],
    ['longest', Duration.minutes(55), '3300', '3600'],
  ])('the %s timeout leaves CloudFormation five minutes more', (_, timeout, own, service) => {
    gateOnRawGroup(fixture.stack, { timeout });
    const { Properties } = onlyResource(fixture.template(), GATE);
    expect(Properties).toMatchObject({ TimeoutSeconds: own, ServiceTimeout: service });
  });

  test('works in the other direction', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc, { ipDiscovery: 'ipv4' });
    new PropagationGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV4 });
    expect(onlyResource(fixture.template(), GATE).Properties).toMatchObject({ TargetFamily: 'ipv4' });
  });

  test('depends on its rights and on both security-group rules', () => {
    gateOnRawGroup(fixture.stack);
    const template = fixture.template();
    const policies = Object.keys(resourcesOf(template, 'AWS::IAM::Policy')).filter((id) => /Access|InvokePolicy/.test(id));
    const rules = ['AWS::EC2::SecurityGroupIngress', 'AWS::EC2::SecurityGroupEgress'].map((type) => onlyResource(template, type).id);
    expect([...dependenciesOf(onlyResource(template, GATE))].sort()).toEqual([...policies, ...rules].sort());
    expect(policies).toHaveLength(2);
  });

  test('the timeout of the framework never comes first', () => {
    gateOnRawGroup(fixture.stack);
    fixture.template().hasResourceProperties('AWS::StepFunctions::StateMachine', {
      DefinitionString: {
        'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('"IntervalSeconds":1,"MaxAttempts":3600,"BackoffRate":1')])],
      },
    });
  });
});

describeConstruct('PropagationGate: resources', (fixture) => {
  test('the first gate adds 19, each further one on the same group adds 1', () => {
    const counts = [0, 1, 2, 3].map((gates) => countWith(1, gates));
    expect(counts.slice(1).map((count, index) => count - (counts[index] ?? 0))).toEqual([19, 1, 1]);
  });

  test('credentials of IAM add the right to connect, those of a secret nothing', () => {
    const countWithCredentials = (credentials: GateCredentials): number => {
      const stack = new Stack(new App(), 'Stack');
      const vpc = dualStackVpc(stack);
      const replicationGroup = rawGroup(stack, vpc, { transitEncryptionEnabled: true });
      new PropagationGate(stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, credentials });
      return resourceCount(stack);
    };
    const secret = Secret.fromSecretNameV2(new Stack(), 'Secret', 'token');
    const counts = [GateCredentials.none(), GateCredentials.secret(secret), GateCredentials.iam('probe')].map(countWithCredentials);
    expect(counts.map((count) => count - (counts[0] ?? 0))).toEqual([0, 0, 1]);
  });

  test('a gate on another group in the same subnets adds itself, its rights and two rules', () => {
    expect(countWith(2, 2) - countWith(2, 1)).toBe(4);
  });

  test('a group behind the gate of another group can be deployed', () => {
    const vpc = dualStackVpc(fixture.stack);
    const first = rawGroup(fixture.stack, vpc, {}, 'First');
    const holder = new Construct(fixture.stack, 'Later');
    const second = rawGroup(holder, vpc, {}, 'Second');
    const gate = new PropagationGate(fixture.stack, 'Gate1', { replicationGroup: first, vpc, targetFamily: AddressFamily.IPV6 });
    new PropagationGate(fixture.stack, 'Gate2', { replicationGroup: second, vpc, targetFamily: AddressFamily.IPV6 });
    gate.protect(holder);
    // Template.fromStack refuses cyclic dependencies
    fixture.template().resourceCountIs(GATE, 2);
  });
});

describeConstruct('PropagationGate: protect', (fixture) => {
  test('what is protected depends on the gate, and the attributes carry the dependency by themselves', () => {
    const gate = gateOnRawGroup(fixture.stack);
    gate.protect(new StringParameter(fixture.stack, 'Protected', { stringValue: 'text' }));
    new StringParameter(fixture.stack, 'Endpoint', { stringValue: gate.configurationEndpoint.socketAddress });
    const texts = [gate.replicationGroupId, gate.nodesTotal, gate.secondsWaited, gate.outcome];
    new StringParameter(fixture.stack, 'Texts', { stringValue: texts.join(' ') });
    const template = fixture.template();
    const { id } = onlyResource(template, GATE);
    template.hasResource('AWS::SSM::Parameter', { DependsOn: [id], Properties: { Value: 'text' } });
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Value: {
        'Fn::Join': ['', [
          { 'Fn::GetAtt': [id, 'ConfigurationEndpointAddress'] }, ':', { 'Fn::GetAtt': [id, 'ConfigurationEndpointPort'] },
        ]],
      },
    });
    const attributes = ['ReplicationGroupId', 'NodesTotal', 'SecondsWaited', 'Outcome'];
    template.hasResourceProperties('AWS::SSM::Parameter', {
      Value: { 'Fn::Join': ['', attributes.flatMap((name, index) => [...(index > 0 ? [' '] : []), { 'Fn::GetAtt': [id, name] }])] },
    });
  });

  test('fails for what the gate itself needs', () => {
    const gate = gateOnRawGroup(fixture.stack);
    expect(() => {
      gate.protect(fixture.stack);
    }).toThrow(/\[GateProtectsWhatItNeeds\] .*got "Stack"/);
    expect(() => {
      gate.protect(fixture.stack.node.findChild('Group'));
    }).toThrow(/got "Stack\/Group"/);
  });
});

describeConstruct('PropagationGate: protect, and who a service is in the network', (fixture) => {
  test('security groups and their rules are not held up, everything else is, also what is added later', () => {
    const gate = gateOnRawGroup(fixture.stack);
    const service = new Construct(fixture.stack, 'Service');
    gate.protect(service);
    const own = new SecurityGroup(service, 'SecurityGroup', { vpc: dualStackVpc(fixture.stack, 'Other'), allowAllOutbound: false });
    own.addIngressRule(new SecurityGroup(service, 'Client', { vpc: dualStackVpc(fixture.stack, 'Third') }), Port.tcp(80));
    new StringParameter(service, 'Late', { stringValue: 'text' });
    const template = fixture.template();
    const { id } = onlyResource(template, GATE);
    const resources = Object.entries((template.toJSON() as { Resources: Record<string, TemplateResource> }).Resources);
    const held = resources.filter(([, resource]) => dependenciesOf(resource).includes(id)).map(([name]) => name);
    expect(held).toEqual([expect.stringMatching(/^ServiceLate/)]);
  });
});

const NO_ROTATION = { id: /^AwsSolutions-SMG4$/, reason: 'the test is about reading the secret' };

describeConstruct('PropagationGate: evidence and credentials', (fixture) => {
  const ENCRYPTED = { transitEncryptionEnabled: true, transitEncryptionMode: 'required', userGroupIds: ['users'] };

  function gateOnTls(props: Partial<PropagationGateProps> = {}, group: object = ENCRYPTED): PropagationGate {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc, group);
    return new PropagationGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, ...props });
  }

  /** Statements with this action, with the roles that have them. */
  function statementsWith(template: Template, action: string): object[] {
    const policies = Object.values(resourcesOf(template, 'AWS::IAM::Policy'));
    return policies.flatMap(({ Properties }) => {
      const { PolicyDocument, Roles } = Properties as unknown as { PolicyDocument: { Statement: { Action: string | string[] }[] }; Roles: unknown };
      return PolicyDocument.Statement.filter(({ Action }) => [Action].flat().includes(action)).map((statement) => ({ ...statement, Roles }));
    });
  }

  test('a group with TLS and users, without a word: the handler finds out', () => {
    gateOnTls();
    const { Properties } = onlyResource(fixture.template(), GATE);
    expect(Properties).not.toHaveProperty('MinimumEvidence');
    expect(Properties).not.toHaveProperty('Credentials');
  });

  test('works on groups without cluster mode, whatever their IpDiscovery says', () => {
    gateOnTls({}, { ...ENCRYPTED, numNodeGroups: undefined, replicasPerNodeGroup: undefined, numCacheClusters: 2, ipDiscovery: 'ipv4', cacheParameterGroupName: 'default.valkey8' });
    fixture.template().resourceCountIs(GATE, 1);
  });

  test('hands on what is demanded', () => {
    gateOnTls({ minimumEvidence: Evidence.CONNECTED });
    expect(onlyResource(fixture.template(), GATE).Properties).toMatchObject({ MinimumEvidence: 'CONNECTED' });
  });

  test('a secret: the control side may read it and use its key, the probe may not, and the gate waits for the right', () => {
    const encryptionKey = new Key(fixture.stack, 'Key', { enableKeyRotation: true });
    const secret = new Secret(fixture.stack, 'Secret', { encryptionKey });
    gateOnTls({ credentials: GateCredentials.secret(secret, { userName: 'gate', passwordField: 'password' }) });
    const template = fixture.template(NO_ROTATION);
    const arn = { Ref: onlyResource(template, 'AWS::SecretsManager::Secret').id };
    const gate = onlyResource(template, GATE);
    expect(gate.Properties).toMatchObject({ Credentials: { Kind: 'SECRET', SecretArn: arn, UserName: 'gate', PasswordField: 'password' } });
    const [control] = Object.keys(resourcesOf(template, 'AWS::IAM::Role')).filter((id) => id.includes('ControlRole'));
    expect(statementsWith(template, 'secretsmanager:GetSecretValue')).toMatchObject([{ Resource: arn, Roles: [{ Ref: control }] }]);
    expect(statementsWith(template, 'kms:Decrypt')).toMatchObject([
      { Resource: { 'Fn::GetAtt': [onlyResource(template, 'AWS::KMS::Key').id, 'Arn'] }, Condition: { StringEquals: {} }, Roles: [{ Ref: control }] },
    ]);
    // the same policy as that of the group, on which the gate depends
    expect(dependenciesOf(gate).filter((id) => id.includes('Access'))).toHaveLength(1);
  });

  test('two gates with one secret need one right', () => {
    const secret = Secret.fromSecretCompleteArn(fixture.stack, 'Secret', 'arn:aws:secretsmanager:us-east-1:111122223333:secret:token-AbCdEf');
    const credentials = GateCredentials.secret(secret);
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc, ENCRYPTED);
    ['One', 'Two'].forEach((id) => new PropagationGate(fixture.stack, id, { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, credentials }));
    expect(statementsWith(fixture.template(), 'secretsmanager:GetSecretValue')).toMatchObject([{ Resource: secret.secretArn }]);
  });

  test('a secret of another stack', () => {
    const secret = new Secret(new Stack(fixture.app, 'Secrets'), 'Secret');
    gateOnTls({ credentials: GateCredentials.secret(secret) });
    const template = fixture.template(NO_ROTATION);
    expect(statementsWith(template, 'secretsmanager:GetSecretValue')).toMatchObject([{ Resource: { 'Fn::ImportValue': expect.stringContaining('Secrets') as string } }]);
  });

  test('a user of IAM: the probe may connect as this user to this group and to nothing else', () => {
    gateOnTls({ credentials: GateCredentials.iam('gate-probe') });
    const template = fixture.template();
    const gate = onlyResource(template, GATE);
    expect(gate.Properties).toMatchObject({ Credentials: { Kind: 'IAM', UserId: 'gate-probe' } });
    const [probe] = Object.keys(resourcesOf(template, 'AWS::IAM::Role')).filter((id) => id.includes('Probe'));
    const [connect] = statementsWith(template, 'elasticache:Connect') as { Resource: unknown[] }[];
    expect(connect).toMatchObject({ Action: 'elasticache:Connect', Roles: [{ Ref: probe }] });
    expect(JSON.stringify(connect?.Resource)).toMatch(/:replicationgroup:",\{"Ref":"Group"\}.*:user:gate-probe"/);
    expect(JSON.stringify(connect?.Resource)).not.toContain('*');
    expect(dependenciesOf(gate).filter((id) => id.includes('Connect'))).toHaveLength(1);
  });

  test('without a condition there is nothing to wait for', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc, ENCRYPTED);
    new PropagationGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, credentials: GateCredentials.iam('probe') });
    replicationGroup.cfnOptions.condition = new CfnCondition(fixture.stack, 'HasCache', { expression: Fn.conditionEquals(Aws.REGION, 'eu-central-1') });
    const template = fixture.template();
    expect(onlyResource(template, GATE)).toMatchObject({ Condition: 'HasCache' });
    const policies = Object.entries(resourcesOf(template, 'AWS::IAM::Policy')).filter(([id]) => /Access|Connect/.test(id));
    expect(policies.map(([, policy]) => policy)).toMatchObject([{ Condition: 'HasCache' }, { Condition: 'HasCache' }]);
  });
});

describeConstruct('PropagationGate: groups', (fixture) => {
  test('stands on a ReplicationGroup and uses its security group and port', () => {
    const vpc = dualStackVpc(fixture.stack);
    const cache = new ReplicationGroup(fixture.stack, 'Cache', {
      vpc,
      port: 6390,
      ipDiscovery: IpDiscovery.IPV6,
      transitEncryption: TransitEncryption.DISABLED,
      propagationGate: false,
    });
    cache.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { 'AwsSolutions-AEC3': 'IP discovery needs plain connections' });
    const gate = new PropagationGate(fixture.stack, 'Gate', { replicationGroup: cache, vpc, targetFamily: AddressFamily.IPV6 });
    expect(gate.targetFamily).toBe(AddressFamily.IPV6);
    const nodes = fixture.stack.resolve(cache.connections.securityGroups[0]?.securityGroupId) as object;
    const way = { IpProtocol: 'tcp', FromPort: 6390, ToPort: 6390 };
    const template = fixture.template();
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: nodes, ...way });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { DestinationSecurityGroupId: nodes, ...way });
  });

  test('stands on an imported group and uses what it is told', () => {
    const vpc = dualStackVpc(fixture.stack);
    const imported = ReplicationGroup.fromReplicationGroupId(fixture.stack, 'Cache', 'orders');
    new PropagationGate(fixture.stack, 'Gate', {
      replicationGroup: imported,
      vpc,
      targetFamily: AddressFamily.IPV6,
      securityGroups: [SecurityGroup.fromSecurityGroupId(fixture.stack, 'Nodes', 'sg-0123456789abcdef0')],
      port: 7000,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
    });
    const template = fixture.template();
    expect(onlyResource(template, GATE).Properties).toMatchObject({ ReplicationGroupId: 'orders', ChangeToken: '{}' });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: 'sg-0123456789abcdef0',
      IpProtocol: 'tcp',
      FromPort: 7000,
      ToPort: 7000,
    });
  });

  test('makes no rule in a security group that must not be changed, and one in its own', () => {
    const vpc = dualStackVpc(fixture.stack);
    const nodes = SecurityGroup.fromSecurityGroupId(fixture.stack, 'Nodes', 'sg-0123456789abcdef0', { mutable: false });
    const replicationGroup = ReplicationGroup.fromReplicationGroupId(fixture.stack, 'Cache', 'orders');
    new PropagationGate(fixture.stack, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6, securityGroups: [nodes] });
    const template = fixture.template();
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 6379, ToPort: 6379 });
  });

  test('works on a group in another stack, whose template gets nothing from the gate', () => {
    const vpc = dualStackVpc(fixture.stack);
    const replicationGroup = rawGroup(fixture.stack, vpc);
    const gates = new Stack(fixture.app, 'Gates');
    new PropagationGate(gates, 'Gate', { replicationGroup, vpc, targetFamily: AddressFamily.IPV6 });
    expect(resourceCount(gates)).toBe(19);
    expect(resourceCount(fixture.stack)).toBe(countWith(1, 0));
  });
});

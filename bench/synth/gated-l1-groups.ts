import { CustomResource, type Stack } from 'aws-cdk-lib';
import { Port } from 'aws-cdk-lib/aws-ec2';
import { CfnUser } from 'aws-cdk-lib/aws-elasticache';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { newProbe, newProvider, type Probe } from './asking-by-hand';
import { benchVpc } from './bench-vpc';
import { GUARDED } from './guarded-l1-groups';
import { type HandMadeGroup, writeGroup } from './l1-groups';
import { type Variant } from './variant';

/** The L1s by hand, and by hand too a guard and a gate for each, with a user that the gate logs in with. */
export const gatedL1Groups: Variant = {
  name: 'gated-l1',
  title: 'the same L1s with a guard and a gate each, by hand',
  write: (stack, groups) => {
    const vpc = benchVpc(stack);
    const subnetIds = vpc.isolatedSubnets.map(({ subnetId }) => subnetId);
    const { serviceToken } = newProvider(stack);
    const probe = newProbe(stack, vpc);
    for (let index = 0; index < groups; index += 1) {
      const id = `Cache${index}`;
      const user = newGateUser(stack, id);
      const group = writeGroup(stack, id, { vpc, subnetIds, userIds: [user.ref] });
      letIn(stack, id, { group, probe, user });
      const guard = new CustomResource(stack, `Guard${index}`, {
        serviceToken,
        resourceType: 'Custom::Guard',
        properties: { GroupLogicalId: id, ...GUARDED },
      });
      group.resource.node.addDependency(guard);
      new CustomResource(stack, `Gate${index}`, {
        serviceToken,
        resourceType: 'Custom::Gate',
        properties: { ReplicationGroupId: group.resource.ref, TargetFamily: 'ipv4', TimeoutSeconds: '1800', UserId: user.ref },
      });
    }
  },
};

function newGateUser(stack: Stack, id: string): CfnUser {
  const userId = `gate-${id.toLowerCase()}`;
  return new CfnUser(stack, `${id}GateUser`, {
    engine: 'redis',
    userId,
    userName: userId,
    accessString: 'on -@all +ping',
    authenticationMode: { Type: 'iam' },
  });
}

interface Meeting {
  readonly group: HandMadeGroup;
  readonly probe: Probe;
  readonly user: CfnUser;
}

function letIn(stack: Stack, id: string, { group, probe, user }: Meeting): void {
  group.nodes.connections.allowFrom(probe.securityGroup, Port.tcp(6379));
  const resource = stack.formatArn({ service: 'elasticache', resource: 'replicationgroup', resourceName: group.resource.ref });
  new Policy(stack, `${id}Connect`, {
    roles: [probe.role],
    statements: [new PolicyStatement({ actions: ['elasticache:Connect'], resources: [resource, user.attrArn] })],
  });
}

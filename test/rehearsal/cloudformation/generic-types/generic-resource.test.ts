import { GenericResource } from '../../../../rehearsal/cloudformation/generic-types/generic-resource';
import { type ResourceContext } from '../../../../rehearsal/cloudformation/resource-provider';

const context = (resourceType: string): ResourceContext => ({ stackId: 'arn', stackName: 'S', logicalId: 'Thing', resourceType, region: 'us-east-1', account: '123456789012' });
const create = (type: string, properties: Readonly<Record<string, unknown>> = {}): ReturnType<GenericResource['create']> => new GenericResource(type).create(properties, context(type));

describe('a resource that exists in name only', () => {
  it.each([
    ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }, /^vpc-[0-9a-f]{17}$/, { CidrBlock: '10.0.0.0/16', Ipv6CidrBlocks: [expect.stringMatching(/^2001:db8:[0-9a-f]{4}:[0-9a-f]{2}00::\/56$/)] }],
    ['AWS::EC2::Subnet', { VpcId: 'vpc-1', Ipv6CidrBlock: '2001:db8::/64' }, /^subnet-/, { VpcId: 'vpc-1', Ipv6CidrBlocks: ['2001:db8::/64'] }],
    ['AWS::EC2::SecurityGroup', { VpcId: 'vpc-1' }, /^sg-/, { GroupId: expect.stringMatching(/^sg-/) as string, VpcId: 'vpc-1' }],
    ['AWS::Logs::LogGroup', { LogGroupName: '/aws/x' }, /^\/aws\/x$/, { Arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/x:*' }],
    ['AWS::CDK::Metadata', {}, /^S-Thing-[0-9a-f]{12}$/, {}],
  ])('%s has a plausible id and the attributes of its type', async (type, properties, id, attributes) => {
    const state = await create(type, properties);
    expect(state.physicalId).toMatch(id);
    expect(state.attributes).toMatchObject(attributes);
  });

  it('keeps id and address block through an update', async () => {
    const vpc = new GenericResource('AWS::EC2::VPC');
    const before = await vpc.create({ CidrBlock: '10.0.0.0/16' }, context('AWS::EC2::VPC'));
    const after = await vpc.update(before, {}, { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true });
    expect(after).toEqual(before);
  });

  it('has no attributes that nobody knows of its type', async () => {
    expect((await create('AWS::Unheard::Of', { Arn: 'x' })).attributes).toEqual({});
  });

  it.each([
    ['AWS::SNS::Topic', { TopicName: 'news' }, 'arn:aws:sns:us-east-1:123456789012:news'],
    ['AWS::EC2::EIP', {}, '192.0.2.1'],
    ['AWS::SQS::Queue', { QueueName: 'jobs' }, 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs'],
  ])('%s: Ref gives what it gives on AWS', async (type, properties, ref) => {
    expect((await create(type, properties)).physicalId).toBe(ref);
  });

  it('is replaced when its name changes', () => {
    expect(new GenericResource('AWS::Logs::LogGroup').createOnly).toEqual(['LogGroupName']);
  });
});

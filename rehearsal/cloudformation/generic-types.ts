import { type Properties } from './resource-provider';

/** A resource that exists in name only. */
export interface GenericIdentity {
  readonly physicalId: string;
  /** 17 hexadecimal digits that belong to this resource alone. */
  readonly digits: string;
  readonly account: string;
  readonly region: string;
}

/** What the offline AWS pretends of a resource type that it does not model. */
export interface GenericType {
  /** `vpc` gives `vpc-0123...`; otherwise the id is a property or made of stack name and logical id. */
  readonly idPrefix?: string;
  /** The property that names the resource. */
  readonly nameProperty?: string;
  readonly createOnly?: readonly string[];
  /** Properties that `Fn::GetAtt` gives back. */
  readonly echoes?: readonly string[];
  attributes?(identity: GenericIdentity, properties: Properties): Readonly<Record<string, unknown>>;
}

const arn = (service: string, kind: string): GenericType['attributes'] => ({ region, account, physicalId }) => ({
  Arn: `arn:aws:${service}:${region}:${account}:${kind}${physicalId}`,
});

const group = (digits: string, index: number): string => digits.slice(index * 4, index * 4 + 4);

/** From the block for documentation, so that no address is anyone's. */
const ipv6Block = ({ digits }: GenericIdentity): string => `2001:db8:${group(digits, 1)}:${group(digits, 2).slice(0, 2)}00::/56`;

const NETWORK: Readonly<Record<string, GenericType>> = {
  'AWS::EC2::VPC': {
    idPrefix: 'vpc',
    createOnly: ['CidrBlock'],
    echoes: ['CidrBlock'],
    attributes: (identity) => ({
      VpcId: identity.physicalId,
      CidrBlockAssociations: [`vpc-cidr-assoc-${identity.digits}`],
      Ipv6CidrBlocks: [ipv6Block(identity)],
      DefaultNetworkAcl: `acl-${identity.digits}`,
      DefaultSecurityGroup: `sg-${identity.digits}`,
    }),
  },
  'AWS::EC2::VPCCidrBlock': { idPrefix: 'vpc-cidr-assoc', createOnly: ['VpcId', 'AmazonProvidedIpv6CidrBlock', 'CidrBlock'], attributes: ({ physicalId }) => ({ Id: physicalId }) },
  'AWS::EC2::Subnet': {
    idPrefix: 'subnet',
    createOnly: ['VpcId', 'CidrBlock', 'AvailabilityZone', 'Ipv6Native'],
    echoes: ['VpcId', 'CidrBlock', 'AvailabilityZone'],
    attributes: ({ physicalId, digits }, properties) => ({
      SubnetId: physicalId,
      NetworkAclAssociationId: `aclassoc-${digits}`,
      Ipv6CidrBlocks: properties['Ipv6CidrBlock'] === undefined ? [] : [properties['Ipv6CidrBlock']],
    }),
  },
  'AWS::EC2::SecurityGroup': {
    idPrefix: 'sg',
    createOnly: ['GroupDescription', 'GroupName', 'VpcId'],
    echoes: ['VpcId'],
    attributes: ({ physicalId }) => ({ GroupId: physicalId, Id: physicalId }),
  },
  'AWS::EC2::SecurityGroupIngress': { idPrefix: 'sgr', attributes: ({ physicalId }) => ({ Id: physicalId }) },
  'AWS::EC2::SecurityGroupEgress': { idPrefix: 'sgr', attributes: ({ physicalId }) => ({ Id: physicalId }) },
  'AWS::EC2::RouteTable': { idPrefix: 'rtb', createOnly: ['VpcId'], attributes: ({ physicalId }) => ({ RouteTableId: physicalId }) },
  'AWS::EC2::SubnetRouteTableAssociation': { idPrefix: 'rtbassoc', createOnly: ['SubnetId'], attributes: ({ physicalId }) => ({ Id: physicalId }) },
  'AWS::EC2::InternetGateway': { idPrefix: 'igw', attributes: ({ physicalId }) => ({ InternetGatewayId: physicalId }) },
  'AWS::EC2::EgressOnlyInternetGateway': { idPrefix: 'eigw', createOnly: ['VpcId'], attributes: ({ physicalId }) => ({ Id: physicalId }) },
  'AWS::EC2::NatGateway': { idPrefix: 'nat', createOnly: ['SubnetId', 'AllocationId'], attributes: ({ physicalId }) => ({ NatGatewayId: physicalId }) },
  'AWS::EC2::EIP': { idPrefix: 'eipalloc', attributes: ({ physicalId }) => ({ AllocationId: physicalId, PublicIp: '192.0.2.1' }) },
  'AWS::EC2::VPCEndpoint': {
    idPrefix: 'vpce',
    createOnly: ['VpcId', 'ServiceName', 'VpcEndpointType'],
    attributes: ({ physicalId }) => ({ Id: physicalId, DnsEntries: [], NetworkInterfaceIds: [] }),
  },
  'AWS::EC2::Instance': {
    idPrefix: 'i',
    createOnly: ['ImageId', 'SubnetId', 'KeyName'],
    attributes: ({ physicalId }) => ({ InstanceId: physicalId, PrivateIp: '192.0.2.2', PrivateDnsName: 'ip-192-0-2-2.ec2.internal' }),
  },
};

const OTHERS: Readonly<Record<string, GenericType>> = {
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    attributes: ({ region, account, physicalId }) => ({ Arn: `arn:aws:logs:${region}:${account}:log-group:${physicalId}:*` }),
  },
  'AWS::SNS::Topic': {
    attributes: ({ region, account, physicalId }) => ({ TopicArn: `arn:aws:sns:${region}:${account}:${physicalId}`, TopicName: physicalId }),
  },
  'AWS::KMS::Key': { attributes: ({ region, account, physicalId }) => ({ Arn: `arn:aws:kms:${region}:${account}:key/${physicalId}`, KeyId: physicalId }) },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', attributes: ({ physicalId }) => ({ Id: physicalId }) },
  'AWS::CloudWatch::Alarm': { nameProperty: 'AlarmName', attributes: arn('cloudwatch', 'alarm:') },
  'AWS::CloudWatch::Dashboard': { nameProperty: 'DashboardName' },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    attributes: ({ physicalId, region }) => ({
      Arn: `arn:aws:s3:::${physicalId}`,
      DomainName: `${physicalId}.s3.amazonaws.com`,
      RegionalDomainName: `${physicalId}.s3.${region}.amazonaws.com`,
    }),
  },
  'AWS::ECS::Cluster': { nameProperty: 'ClusterName', attributes: arn('ecs', 'cluster/') },
  'AWS::ECS::Service': { attributes: (identity) => ({ ServiceArn: arn('ecs', 'service/')?.(identity, {})['Arn'], Name: identity.physicalId }) },
  'AWS::ECS::TaskDefinition': { attributes: (identity) => ({ TaskDefinitionArn: arn('ecs', 'task-definition/')?.(identity, {})['Arn'] }) },
  'AWS::Events::Rule': { nameProperty: 'Name', attributes: arn('events', 'rule/') },
  'AWS::ElastiCache::SubnetGroup': { nameProperty: 'CacheSubnetGroupName', createOnly: ['CacheSubnetGroupName'] },
  'AWS::ElastiCache::ParameterGroup': { createOnly: ['CacheParameterGroupFamily'], attributes: ({ physicalId }) => ({ CacheParameterGroupName: physicalId }) },
  'AWS::ElastiCache::User': { nameProperty: 'UserId', createOnly: ['UserId', 'UserName'], attributes: (identity) => ({ ...arn('elasticache', 'user:')?.(identity, {}), Status: 'active' }) },
  'AWS::ElastiCache::UserGroup': {
    nameProperty: 'UserGroupId',
    createOnly: ['UserGroupId'],
    attributes: (identity) => ({ ...arn('elasticache', 'usergroup:')?.(identity, {}), Status: 'active' }),
  },
};

/** The resource types whose attributes templates of this project read; any other type has none. */
export const GENERIC_TYPES: Readonly<Record<string, GenericType>> = { ...NETWORK, ...OTHERS };

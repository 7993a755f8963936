import { type GenericIdentity, type GenericTypes } from './generic-type';

const group = (digits: string, index: number): string => digits.slice(index * 4, index * 4 + 4);

/** From the block for documentation, so that no address is anyone's. */
const ipv6Block = ({ digits }: GenericIdentity): string => `2001:db8:${group(digits, 1)}:${group(digits, 2).slice(0, 2)}00::/56`;

/** A rule of a security group never changes: there is another one. */
const RULE = ['GroupId', 'IpProtocol', 'FromPort', 'ToPort', 'CidrIp', 'CidrIpv6'];

/** EC2: the network that a cache stands in. */
export const NETWORK_TYPES: GenericTypes = {
  'AWS::EC2::VPC': {
    idPrefix: 'vpc',
    createOnly: ['CidrBlock'],
    echoes: ['CidrBlock'],
    attributes: (identity) => ({
      VpcId: identity.name,
      CidrBlockAssociations: [`vpc-cidr-assoc-${identity.digits}`],
      Ipv6CidrBlocks: [ipv6Block(identity)],
      DefaultNetworkAcl: `acl-${identity.digits}`,
      DefaultSecurityGroup: `sg-${identity.digits}`,
    }),
  },
  'AWS::EC2::VPCCidrBlock': { idPrefix: 'vpc-cidr-assoc', createOnly: ['VpcId', 'AmazonProvidedIpv6CidrBlock', 'CidrBlock', 'Ipv6CidrBlock'], attributes: ({ name }) => ({ Id: name }) },
  'AWS::EC2::Subnet': {
    idPrefix: 'subnet',
    createOnly: ['VpcId', 'CidrBlock', 'AvailabilityZone', 'Ipv6Native'],
    echoes: ['VpcId', 'CidrBlock', 'AvailabilityZone'],
    attributes: ({ name, digits }, properties) => ({
      SubnetId: name,
      NetworkAclAssociationId: `aclassoc-${digits}`,
      Ipv6CidrBlocks: properties['Ipv6CidrBlock'] === undefined ? [] : [properties['Ipv6CidrBlock']],
    }),
  },
  'AWS::EC2::SecurityGroup': {
    idPrefix: 'sg',
    identifier: 'Id',
    createOnly: ['GroupDescription', 'GroupName', 'VpcId'],
    echoes: ['VpcId'],
    attributes: ({ name }) => ({ GroupId: name, Id: name }),
  },
  'AWS::EC2::SecurityGroupIngress': {
    idPrefix: 'sgr',
    createOnly: [...RULE, 'SourcePrefixListId', 'SourceSecurityGroupId'],
    attributes: ({ name }) => ({ Id: name }),
  },
  'AWS::EC2::SecurityGroupEgress': {
    idPrefix: 'sgr',
    createOnly: [...RULE, 'DestinationPrefixListId', 'DestinationSecurityGroupId'],
    attributes: ({ name }) => ({ Id: name }),
  },
  'AWS::EC2::RouteTable': { idPrefix: 'rtb', createOnly: ['VpcId'], attributes: ({ name }) => ({ RouteTableId: name }) },
  'AWS::EC2::SubnetRouteTableAssociation': { idPrefix: 'rtbassoc', createOnly: ['SubnetId', 'RouteTableId'], attributes: ({ name }) => ({ Id: name }) },
  'AWS::EC2::Route': { createOnly: ['RouteTableId', 'DestinationCidrBlock', 'DestinationIpv6CidrBlock'] },
  'AWS::EC2::VPCGatewayAttachment': { createOnly: ['VpcId'] },
  'AWS::EC2::InternetGateway': { idPrefix: 'igw', attributes: ({ name }) => ({ InternetGatewayId: name }) },
  'AWS::EC2::EgressOnlyInternetGateway': { idPrefix: 'eigw', createOnly: ['VpcId'], attributes: ({ name }) => ({ Id: name }) },
  'AWS::EC2::NatGateway': { idPrefix: 'nat', createOnly: ['SubnetId', 'AllocationId'], attributes: ({ name }) => ({ NatGatewayId: name }) },
  'AWS::EC2::EIP': { idPrefix: 'eipalloc', ref: 'PublicIp', createOnly: ['Domain'], attributes: ({ name }) => ({ AllocationId: name, PublicIp: '192.0.2.1' }) },
  'AWS::EC2::VPCEndpoint': {
    idPrefix: 'vpce',
    createOnly: ['VpcId', 'ServiceName', 'VpcEndpointType'],
    attributes: ({ name }) => ({ Id: name, DnsEntries: [], NetworkInterfaceIds: [] }),
  },
  'AWS::EC2::Instance': {
    idPrefix: 'i',
    createOnly: ['ImageId', 'SubnetId', 'KeyName'],
    attributes: ({ name }) => ({ InstanceId: name, PrivateIp: '192.0.2.2', PrivateDnsName: 'ip-192-0-2-2.ec2.internal' }),
  },
  'AWS::EC2::NetworkAcl': { idPrefix: 'acl', createOnly: ['VpcId'], attributes: ({ name }) => ({ Id: name }) },
  'AWS::EC2::FlowLog': { idPrefix: 'fl', createOnly: ['ResourceId', 'ResourceType', 'TrafficType', 'LogDestination', 'LogGroupName'], attributes: ({ name }) => ({ Id: name }) },
};

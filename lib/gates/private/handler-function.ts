import { type Duration } from 'aws-cdk-lib';
import { type ISecurityGroup, type ISubnet, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { type IRole } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { type Construct } from 'constructs';
import { handlerBundle, type HandlerName } from '../../private/handler-bundle';

/** The one runtime of all functions of this library: pinned, so that our upgrade is a visible change of the template. */
export const HANDLER_RUNTIME = Runtime.NODEJS_24_X;

/** Enough for the AWS SDK, and for 500 nodes with their full tables in the probe. */
const MEMORY_MEBIBYTES = 256;

export interface HandlerFunctionProps {
  readonly handlerName: HandlerName;
  readonly description: string;
  readonly role: IRole;
  readonly logGroup: ILogGroup;
  readonly timeout: Duration;
  readonly environment?: Record<string, string>;
  /** Only for the function that opens connections to a cache. */
  readonly network?: {
    readonly vpc: IVpc;
    readonly subnets: readonly ISubnet[];
    readonly securityGroups: readonly ISecurityGroup[];
  };
}

/** A function of this library, from its bundle. */
export class HandlerFunction extends Function {
  public constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    const { network } = props;
    super(scope, id, {
      code: Code.fromAsset(handlerBundle(scope, props.handlerName)),
      handler: 'index.handler',
      runtime: HANDLER_RUNTIME,
      architecture: Architecture.ARM_64,
      memorySize: MEMORY_MEBIBYTES,
      description: props.description,
      role: props.role,
      logGroup: props.logGroup,
      timeout: props.timeout,
      environment: props.environment,
      ...(network && {
        vpc: network.vpc,
        vpcSubnets: { subnets: [...network.subnets] },
        securityGroups: [...network.securityGroups],
        // without it, a function in dual-stack subnets has no IPv6
        ipv6AllowedForDualStack: true,
        // the user chose the subnets; the probe needs neither internet nor AWS API, so public ones do as well
        allowPublicSubnet: true,
      }),
    });
  }
}

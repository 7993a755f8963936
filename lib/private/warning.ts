import { Annotations } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';

/** Something that works, but hardly as intended. The id is public: users acknowledge warnings by it. */
export interface Warning {
  /** `cdk-elasticache-dual-stack:<camelCaseName>`. */
  readonly id: string;
  /** When it appears, for the README's table, in Markdown. */
  readonly appears: string;
  readonly message: string;
}

export const IP_DISCOVERY_WITHOUT_CLUSTER_MODE: Warning = {
  id: 'cdk-elasticache-dual-stack:ipDiscoveryWithoutClusterMode',
  appears: '`ipDiscovery` `IPV6` on a dual-stack group without cluster mode',
  message:
    'ipDiscovery is "ipv6" but clusterMode is "disabled", where nodes announce no addresses and ipDiscovery has no effect: ' +
    "clients choose the family when they look up the primary and reader endpoints. Leave out ipDiscovery, and set the clients' " +
    'preference instead',
};

export const NO_AUTHENTICATION: Warning = {
  id: 'cdk-elasticache-dual-stack:noAuthentication',
  appears: 'TLS is on and `authentication` is not set, but the default (IAM) needs `TransitEncryption.REQUIRED` and a newer engine',
  message:
    'authentication is not set, and the default, IAM, needs TransitEncryption.REQUIRED and Valkey 7.2 or Redis OSS 7.0: whoever ' +
    'reaches the port may do everything. Set authentication, for example to Authentication.generatedAuthToken(), or to ' +
    'Authentication.none()',
};

export const AUTH_TOKEN_IS_A_DEAD_END: Warning = {
  id: 'cdk-elasticache-dual-stack:authTokenIsADeadEnd',
  appears: '`authentication` is an AUTH token',
  message:
    'authentication is an AUTH token: to change it to IAM or a user group later, CloudFormation replaces the group, and the new ' +
    'one is empty. Use Authentication.iam() from the start if the clients can',
};

/** Every warning of `ReplicationGroup`. */
export const REPLICATION_GROUP_WARNINGS: readonly Warning[] = [
  IP_DISCOVERY_WITHOUT_CLUSTER_MODE,
  NO_AUTHENTICATION,
  AUTH_TOKEN_IS_A_DEAD_END,
];

/** Shows the warning at synth, with how to acknowledge it. */
export function warn(scope: IConstruct, { id, message }: Warning): void {
  Annotations.of(scope).addWarningV2(id, `${message} (or accept it: Annotations.of(construct).acknowledgeWarning('${id}'))`);
}

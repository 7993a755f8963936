import { type Duration } from 'aws-cdk-lib';
import { type CatalogueEntry } from '../../private/error-catalogue';
import { type Problem } from '../../private/validation-error';
import { LONGEST_POLL_INTERVAL, LONGEST_TIMEOUT, SHORTEST_POLL_INTERVAL, SHORTEST_TIMEOUT } from './gate-limits';
import { type GatedGroup, type GateRule } from './gate-rule';

/** What the author of a gate that asks nodes wrote. */
export interface GateSettings {
  readonly timeout: Duration;
  readonly pollInterval: Duration;
  /** Whether the security groups of the cache are known. */
  readonly hasSecurityGroups: boolean;
  /** How many security groups of a client the probe wears; nothing if it wears its own. */
  readonly clientSecurityGroups: number | undefined;
  /** How many subnets were chosen for the probe. */
  readonly subnetCount: number;
  /** Account and region of the group, if they are known not to be those of the gate. */
  readonly groupIsIn: string | undefined;
}

/** Of every gate. */
export const TIMEOUT_RULE: GateRule<Pick<GateSettings, 'timeout'>> = {
  code: 'GateTimeoutOutOfRange',
  refuses: '`timeout` outside of 10 seconds to 55 minutes',
  problem: timeoutProblem,
};

/** What the settings demand. */
export const SETTINGS_RULES: readonly GateRule<GateSettings>[] = [
  TIMEOUT_RULE,
  { code: 'PollIntervalOutOfRange', refuses: '`pollInterval` outside of 20 ms to 10 s', problem: pollIntervalProblem },
  {
    code: 'GroupElsewhere',
    refuses: 'a gate in another account or region than its group',
    problem: ({ groupIsIn }) =>
      groupIsIn === undefined
        ? undefined
        : `the replication group must be in the account and region of the gate's stack, got a group in ${groupIsIn}: ` +
          'move the gate into a stack of that account and region',
  },
  {
    code: 'SecurityGroupsUnknown',
    refuses: 'a group that does not tell its security groups, without `securityGroups`',
    problem: ({ hasSecurityGroups, clientSecurityGroups }) =>
      hasSecurityGroups || clientSecurityGroups !== undefined
        ? undefined
        : 'securityGroups must name at least one security group of the nodes, got none and the replication group does not ' +
          'tell its own: pass them to the gate, which opens the way from its probe to the nodes there',
  },
  {
    code: 'ClientSecurityGroupsMissing',
    refuses: '`clientSecurityGroups` without a security group',
    problem: ({ clientSecurityGroups }) =>
      clientSecurityGroups === 0
        ? 'clientSecurityGroups must name at least one security group, got none: pass those of the client, for example ' +
          'service.connections.securityGroups, or leave it out'
        : undefined,
  },
  {
    code: 'ProbeSubnetsMissing',
    refuses: '`vpcSubnets` that choose nothing',
    problem: ({ subnetCount }) =>
      subnetCount > 0
        ? undefined
        : 'vpcSubnets must choose at least 1 dual-stack subnet for the probe, got 0: choose others, or give the vpc private ' +
          'subnets with an IPv6 CIDR',
  },
];

/** What the group must be, so that there is something to wait for. */
export const GATED_GROUP_RULES: readonly GateRule<GatedGroup>[] = [
  {
    code: 'FamilyNotInNetworkType',
    refuses: 'a `targetFamily` that the nodes do not have',
    problem: ({ networkType, targetFamily }) =>
      networkType !== undefined && networkType !== 'dual_stack' && networkType !== targetFamily
        ? `targetFamily is "${targetFamily}" but networkType of the replication group is ${JSON.stringify(networkType)}, so ` +
          `that no node has such an address: use targetFamily "${networkType}", or networkType "dual_stack"`
        : undefined,
  },
  {
    code: 'FamilyNotAnnounced',
    refuses: 'a propagation gate with a `targetFamily` other than the `ipDiscovery` of the group, where nodes announce addresses',
    problem: (group) =>
      mayAnnounceAddresses(group) && group.ipDiscovery !== undefined && group.ipDiscovery !== group.targetFamily
        ? `targetFamily is "${group.targetFamily}" but ipDiscovery of the replication group is ${JSON.stringify(group.ipDiscovery)}, so ` +
          `that the gate would never open: use targetFamily "${group.ipDiscovery}", or change ipDiscovery`
        : undefined,
  },
];

/** With TLS nodes announce names, without cluster mode nothing: then `ipDiscovery` says nothing about what can be reached. */
function mayAnnounceAddresses({ purpose, isEncrypted, clusterMode }: GatedGroup): boolean {
  return purpose === 'propagation' && isEncrypted !== true && clusterMode !== 'disabled';
}

export const PROBE_SUBNETS_NOT_DUAL_STACK: CatalogueEntry = {
  code: 'ProbeSubnetsNotDualStack',
  refuses: 'subnets without an IPv6 CIDR for the probe of a gate',
};
/** Subnets of the probe that are known to have no IPv6 range; judged at synthesis, when nobody adds one any more. */
export function subnetProblems(namesWithoutIpv6: readonly string[]): readonly Problem[] {
  const names = namesWithoutIpv6.map((name) => JSON.stringify(name)).join(', ');
  return namesWithoutIpv6.length === 0
    ? []
    : [
        {
          code: PROBE_SUBNETS_NOT_DUAL_STACK.code,
          message:
            `vpcSubnets must choose dual-stack subnets for the probe, got ${names} without an IPv6 CIDR: ` +
            'give the vpc IPv6 (ipProtocol: ec2.IpProtocol.DUAL_STACK), or choose other subnets',
        },
      ];
}

function timeoutProblem({ timeout }: Pick<GateSettings, 'timeout'>): string | undefined {
  const allowed =
    `timeout must be a whole number of seconds from ${SHORTEST_TIMEOUT.toSeconds()} seconds ` +
    `to ${LONGEST_TIMEOUT.toMinutes()} minutes`;
  if (timeout.isUnresolved()) {
    return `${allowed}, got a token: use a number, because CloudFormation must be told how long to wait as well`;
  }
  const seconds = timeout.toMilliseconds({ integral: false }) / 1000;
  return isWholeBetween(seconds, SHORTEST_TIMEOUT.toSeconds(), LONGEST_TIMEOUT.toSeconds())
    ? undefined
    : `${allowed}, got ${seconds} seconds: CloudFormation gives up after one hour and does not say which node lags, ` +
        'so the gate must answer before';
}

function pollIntervalProblem({ pollInterval }: GateSettings): string | undefined {
  const [shortest, longest] = [SHORTEST_POLL_INTERVAL.toMilliseconds(), LONGEST_POLL_INTERVAL.toMilliseconds()];
  const allowed = `pollInterval must be a whole number of milliseconds from ${shortest} to ${longest}`;
  if (pollInterval.isUnresolved()) {
    return `${allowed}, got a token: use a number`;
  }
  const millis = pollInterval.toMilliseconds({ integral: false });
  return isWholeBetween(millis, shortest, longest)
    ? undefined
    : `${allowed}, got ${millis} milliseconds: leave it out for 100 milliseconds`;
}

export function isWholeBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

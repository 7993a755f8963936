import { type Duration } from 'aws-cdk-lib';
import { type CatalogueEntry } from '../../private/error-catalogue';
import { type Problem } from '../../private/validation-error';
import { LONGEST_POLL_INTERVAL, LONGEST_TIMEOUT, SHORTEST_POLL_INTERVAL, SHORTEST_TIMEOUT } from './gate-limits';

/** One thing that can be wrong with a gate. */
export interface GateRule<Facts> extends CatalogueEntry {
  /** The message, or nothing if all is well or not known: lowercase start, no final period, value, allowed, remedy. */
  readonly problem: (facts: Facts) => string | undefined;
}

/** What the author of the gate wrote. */
export interface GateSettings {
  readonly timeout: Duration;
  readonly pollInterval: Duration;
  /** Whether the security groups of the cache are known. */
  readonly hasSecurityGroups: boolean;
  /** How many subnets were chosen for the probe. */
  readonly subnetCount: number;
  /** Account and region of the group, if they are known not to be those of the gate. */
  readonly groupIsIn: string | undefined;
}

/** What is known of the group behind the gate; `undefined` means not known, and is not judged. */
export interface GatedGroup {
  /** `ipv4` or `ipv6`. */
  readonly targetFamily: string;
  /** `ipv4`, `ipv6` or `dual_stack`. */
  readonly networkType: string | undefined;
  /** `ipv4` or `ipv6`. */
  readonly ipDiscovery: string | undefined;
  /** In-transit encryption, in any mode. */
  readonly isEncrypted: boolean | undefined;
  readonly clusterMode: string | undefined;
}

/** What the settings demand. */
export const SETTINGS_RULES: readonly GateRule<GateSettings>[] = [
  { code: 'GateTimeoutOutOfRange', refuses: '`timeout` outside of 10 seconds to 55 minutes', problem: timeoutProblem },
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
    problem: ({ hasSecurityGroups }) =>
      hasSecurityGroups
        ? undefined
        : 'securityGroups must name at least one security group of the nodes, got none and the replication group does not ' +
          'tell its own: pass them to the gate, which opens the way from its probe to the nodes there',
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
    code: 'GateNeedsPlainConnections',
    refuses: 'a propagation gate on a group with in-transit encryption',
    problem: ({ isEncrypted }) =>
      isEncrypted === true
        ? 'transitEncryption must be disabled for a propagation gate, got a replication group that encrypts: with TLS its ' +
          'nodes announce host names, so ipDiscovery has no effect and nothing propagates; leave the gate out'
        : undefined,
  },
  {
    code: 'GateNeedsClusterMode',
    refuses: 'a propagation gate on a group without cluster mode',
    problem: ({ clusterMode }) =>
      clusterMode === 'disabled'
        ? 'clusterMode must be enabled for a propagation gate, got "disabled": without cluster mode no node announces ' +
          'addresses, so ipDiscovery has no effect and nothing propagates; leave the gate out'
        : undefined,
  },
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
    refuses: 'a `targetFamily` other than the `ipDiscovery` of the group',
    problem: ({ ipDiscovery, targetFamily }) =>
      ipDiscovery !== undefined && ipDiscovery !== targetFamily
        ? `targetFamily is "${targetFamily}" but ipDiscovery of the replication group is ${JSON.stringify(ipDiscovery)}, so ` +
          `that the gate would never open: use targetFamily "${ipDiscovery}", or change ipDiscovery`
        : undefined,
  },
];

/** Everything that is wrong, in the order of the rules. */
export function problemsFor<Facts>(rules: readonly GateRule<Facts>[], facts: Facts): readonly Problem[] {
  return rules.flatMap(({ code, problem }) => {
    const message = problem(facts);
    return message === undefined ? [] : [{ code, message }];
  });
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

function timeoutProblem({ timeout }: GateSettings): string | undefined {
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

function isWholeBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

import { type CacheGroup, type GroupReader, type NodeEndpoint } from '../../../lambda/gate/nodes/cache-group';
import { type GateEvent, type IsCompleteEvent } from '../../../lambda/gate/gate-event';
import { type ProbeAnswer } from '../../../lambda/gate/nodes/probe-caller';
import { type SecretText } from '../../../lambda/gate/nodes/secret-reader';
import { type ReachabilityServices } from '../../../lambda/gate/reachability/reachability-gate';
import { PROPAGATION_GATE_RESOURCE_TYPE, type ProbeRequest } from '../../../lib/gates/contract';

export const STARTED = 1_800_000_000_000;
export const STACK_ID = 'arn:aws:stack/Shop/1b2c3d4e';
/** Must never show up in a log line. */
export const RESPONSE_URL = 'https://cloudformation-custom-resource-response-useast1.example/key?X-Amz-Signature=top-secret';

export const PROPERTIES = {
  ReplicationGroupId: 'cache',
  TargetFamily: 'ipv6',
  ProbeFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:probe',
  TimeoutSeconds: '1800',
  PollIntervalMillis: '100',
  ChangeToken: 'a',
};

export const GROUP: CacheGroup = {
  status: 'available',
  clusterMode: true,
  transitEncryption: 'disabled',
  authentication: 'none',
  networkType: 'dual_stack',
  ipDiscovery: 'ipv6',
  memberIds: ['cache-0001-001', 'cache-0002-001'],
  memberEndpoints: new Map(),
  configurationEndpoint: { address: 'clustercfg.cache.example', port: 6379 },
};

export const OPEN: ProbeAnswer['verdict'] = { kind: 'open', members: GROUP.memberIds.map((memberId) => ({ memberId, onTarget: true, reason: '' })) };
export const WAITING: ProbeAnswer['verdict'] = {
  kind: 'waiting',
  members: [
    { memberId: 'cache-0001-001', onTarget: true, reason: '' },
    { memberId: 'cache-0002-001', onTarget: false, reason: 'shows 1 of 2 nodes off ipv6: cache-0001-001 at 10.0.0.7', check: 'IpDiscovery' },
  ],
};

/** An event as the framework hands it on: with the pre-signed address. */
export function onEventOf(fields: Partial<GateEvent> = {}): GateEvent {
  const event = { RequestType: 'Create', ResourceType: PROPAGATION_GATE_RESOURCE_TYPE, StackId: STACK_ID, LogicalResourceId: 'Gate', ResponseURL: RESPONSE_URL, ResourceProperties: PROPERTIES } as const;
  return { ...event, ...fields };
}

export function isCompleteOf(fields: Partial<IsCompleteEvent> = {}): IsCompleteEvent {
  return {
    ...onEventOf(),
    NextStep: 'isComplete',
    PhysicalResourceId: 'gate',
    Data: { StartedAtMillis: String(STARTED), DeadlineAtMillis: String(STARTED + 1_800_000) },
    ...fields,
  };
}

/** An error as the SDK throws it. */
export function awsError(name: string, message = 'no'): Error {
  return Object.assign(new Error(message), { name });
}

type Answer<Value> = Value | Error;

/** Services that answer as the test says; a list gives one answer a call, the last one repeats. */
export class FakeServices implements ReachabilityServices {
  public status: Answer<string | undefined>[] = ['UPDATE_IN_PROGRESS'];
  /** Physical id of the group in the stack. */
  public id: Answer<string | undefined> = 'cache';
  public group: Answer<CacheGroup> = GROUP;
  public endpoint: (id: string) => Answer<NodeEndpoint | undefined> = (id) => ({ address: `${id}.example`, port: 6379 });
  public verdict: Answer<ProbeAnswer['verdict']> = OPEN;
  /** A list gives one answer a call, the last one repeats. */
  public secret: Answer<SecretText>[] = [{ text: 'top-secret-password', versionId: '1' }];
  /** How long the probe takes. */
  public probeMillis = 0;
  public clock = STARTED;
  public readonly requests: ProbeRequest[] = [];
  public readonly lines: string[] = [];
  /** Names of all calls to AWS. */
  public readonly calls: string[] = [];

  public readonly stacks = {
    stackStatus: (stackId: string): Promise<string | undefined> => {
      this.calls.push(`DescribeStacks ${stackId}`);
      return settle(this.status.length > 1 ? this.status.shift() : this.status[0]);
    },
  };

  public readonly resources = {
    physicalId: (stackId: string, logicalId: string): Promise<string | undefined> => {
      this.calls.push(`DescribeStackResource ${stackId} ${logicalId}`);
      return settle(this.id);
    },
  };

  public readonly groups: GroupReader = {
    describeGroup: (id) => {
      this.calls.push(`DescribeReplicationGroups ${id}`);
      return settle(this.group);
    },
    nodeEndpoint: (id) => {
      this.calls.push(`DescribeCacheClusters ${id}`);
      return settle(this.endpoint(id));
    },
  };

  public readonly probe = {
    watch: async (functionArn: string, request: ProbeRequest): Promise<ProbeAnswer> => {
      this.calls.push(`Invoke ${functionArn}`);
      this.requests.push(request);
      this.clock += this.probeMillis;
      return { verdict: await settle(this.verdict), decidedAtMillis: this.clock };
    },
  };

  public readonly secrets = {
    read: (arn: string): Promise<SecretText> => {
      this.calls.push(`GetSecretValue ${arn}`);
      return settle((this.secret.length > 1 ? this.secret.shift() : this.secret[0]) ?? new Error('no secret'));
    },
  };

  public readonly log = (entry: object): void => {
    this.lines.push(JSON.stringify(entry));
  };

  public readonly now = (): number => this.clock;
}

function settle<Value>(answer: Answer<Value>): Promise<Value> {
  return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
}

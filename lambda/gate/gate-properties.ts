import { type AddressFamilyName } from '../../lib/gates/contract';
import { type GateEvent } from './gate-event';

/** The properties of the custom resource, read. */
export interface GateProperties {
  readonly replicationGroupId: string;
  readonly targetFamily: AddressFamilyName;
  readonly probeFunctionArn: string;
  readonly timeoutMillis: number;
  readonly pollIntervalMillis: number;
}

export type ReadProperties =
  | { readonly ok: true; readonly properties: GateProperties }
  /** All problems, each as in `TimeoutSeconds is "x": must be ...`. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** CloudFormation turns every primitive into a string. */
export function readProperties(raw: GateEvent['ResourceProperties']): ReadProperties {
  const problems: string[] = [];
  const read = <Value>(name: keyof GateEvent['ResourceProperties'], parse: (text: string) => Value | undefined, allowed: string): Value | undefined => {
    const value = raw[name];
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined) problems.push(`${name} is ${value === undefined ? 'missing' : JSON.stringify(value)}: must be ${allowed}`);
    return parsed;
  };
  const replicationGroupId = read('ReplicationGroupId', nonEmpty, 'the id of a replication group');
  const targetFamily = read('TargetFamily', family, '"ipv4" or "ipv6"');
  const probeFunctionArn = read('ProbeFunctionArn', nonEmpty, 'the ARN of the function that asks the nodes');
  const timeoutSeconds = read('TimeoutSeconds', positiveInteger, 'a whole number of seconds, at least 1');
  const pollIntervalMillis = read('PollIntervalMillis', positiveInteger, 'a whole number of milliseconds, at least 1');
  if (!replicationGroupId || !targetFamily || !probeFunctionArn || !timeoutSeconds || !pollIntervalMillis) return { ok: false, problems };
  const timeoutMillis = timeoutSeconds * 1000;
  return { ok: true, properties: { replicationGroupId, targetFamily, probeFunctionArn, timeoutMillis, pollIntervalMillis } };
}

function nonEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function family(text: string): AddressFamilyName | undefined {
  return text === 'ipv4' || text === 'ipv6' ? text : undefined;
}

function positiveInteger(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

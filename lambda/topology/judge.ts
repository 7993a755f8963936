import { type AddressFamily } from './address-family';
import { Census } from './census';
import { groupByCulprit } from './culprits';
import { type Demand, plainPropagation } from './demand';
import { leastOf } from './evidence';
import { type Finding, judgeMember } from './judge-member';
import { type Observation } from './observation';
import { isListOutdated } from './outdated-list';
import { type RefusalCode, type Verdict } from './verdict';
import { countMembers, listSome } from './wording';

/**
 * Judges one sweep after a change of IP discovery, without memory of others.
 *
 * Open only if there is at least one expected member, every expected member answered, and each one's own view is the
 * whole group on the target family. One sweep can pass by chance while a node restarts: see `ConsecutiveOpen`.
 */
export function judge(observation: Observation, targetFamily: AddressFamily): Verdict {
  return judgeDemand(observation, plainPropagation(targetFamily));
}

/** Judges one sweep: open only if there is at least one expected member, and each is proven on every rung that is demanded. */
export function judgeDemand(observation: Observation, demand: Demand): Verdict {
  const judge = new Judge(demand);
  return judge.explain(judge.judge(observation));
}

/**
 * Judges the sweeps of one watch. Each verdict is what `judgeDemand` would say; what was found of a view is found once,
 * however many members hold it and however often they show it.
 */
export class Judge {
  private census: Census | undefined;
  private findings: readonly Finding[] = [];

  public constructor(private readonly demand: Demand) {}

  public judge(observation: Observation): Verdict {
    const { demand } = this;
    const census = new Census(observation, this.census);
    const findings = census.seats.map((seat) => judgeMember(seat, census, demand));
    this.census = census;
    this.findings = findings;
    const members = findings.map(({ standing }) => standing);
    const refusal = refuseForFailure(findings) ?? (demand.tls ? undefined : refuseForNames(findings, demand));
    if (refusal) return { kind: 'refused', ...refusal, members };
    if (members.length === 0 || !members.every(({ onTarget }) => onTarget)) return { kind: 'waiting', members, ...(isListOutdated(census) && { outdated: true }) };
    return { kind: 'open', evidence: leastOf(members.map(({ evidence }) => evidence)), members };
  }

  /** The last verdict, with the nodes that are behind it: for whoever reads it. */
  public explain(verdict: Verdict): Verdict {
    if (verdict.kind !== 'waiting' || !this.census) return verdict;
    const { culprits, ...grouped } = groupByCulprit(this.findings, this.census);
    return culprits.length === 0 ? verdict : { ...verdict, ...grouped, culprits };
  }
}

interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly cannotTell: boolean;
  readonly mayPass?: boolean;
}

/** The first failure that no waiting cures names the refusal. */
function refuseForFailure(findings: readonly Finding[]): Refusal | undefined {
  const failures = findings.flatMap(({ failure, standing }) => (failure?.kind === 'refuse' ? [{ ...failure, standing }] : []));
  const [first] = failures;
  if (!first) return undefined;
  const failing = failures.filter(({ code }) => code === first.code).map(({ standing }) => standing);
  return {
    code: first.code,
    message: `${first.meaning} (${countMembers(failing)} of ${findings.length}: ${listSome(failing.map(({ memberId }) => memberId))}); check ${first.check}`,
    // without cluster mode no node says anything of the others: that is no fault
    cannotTell: first.code === 'ClusterModeDisabled',
    ...(first.mayPass && { mayPass: true }),
  };
}

/** While some views give addresses the group may be changing its transit encryption: then names are waited out. */
function refuseForNames(findings: readonly Finding[], { targetFamily, purpose }: Demand): Refusal | undefined {
  if (purpose === 'reachability') return undefined;
  const announcing = findings.filter(({ announces }) => announces !== undefined);
  if (announcing.length === 0 || announcing.some(({ announces }) => announces === 'addresses')) return undefined;
  return {
    code: 'HostnameEndpoints',
    message:
      'every node announces host names, as ElastiCache does with transit encryption: IP discovery has no effect then, ' +
      `and clients choose the family when they resolve the names; to prove ${targetFamily}, resolve the name of every node ` +
      `and connect to it over ${targetFamily}, with TLS, instead of reading CLUSTER SLOTS`,
    cannotTell: true,
  };
}

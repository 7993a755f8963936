import { discoverMembers, type Discovery } from '../../lambda/probe/discover-members';
import { classifyFailure } from '../../lambda/topology/classify-failure';
import { type Problem } from '../problem';
import { type CheckArguments } from './check-arguments';
import { mustAnswer } from './check-demand';
import { type Roster, rosterOf } from './roster';
import { isPassing, type SeedFailure, seedProblem } from './seed-problem';

/** Whom to ask, or why that is not known; `mayPass`: the same question may be answered in a moment. */
export type Finding = { readonly roster: Roster } | { readonly problem: Problem; readonly mayPass: boolean };

/** Finds out who belongs to the cluster, through the hosts that were named. */
export class RosterFinder {
  /** Nodes announce names, as it turned out: they are asked under these. */
  public byName = false;

  public constructor(private readonly given: CheckArguments) {}

  /** Asks one host after the other, until one knows. */
  public async find(ended: AbortSignal): Promise<Finding> {
    let first: Finding | undefined;
    for (const host of this.given.hosts) {
      const discovery = await this.ask(host, ended);
      if (discovery.kind === 'discovered') return { roster: rosterOf(discovery, this.byName ? 'names' : 'cluster') };
      if (this.standsAlone(discovery)) return { roster: this.hosts() };
      first ??= { problem: seedProblem(discovery, host, this.given), mayPass: isPassing(discovery) };
    }
    return first ?? { roster: this.hosts() };
  }

  /** Nothing where nobody knows. */
  public async findAgain(ended: AbortSignal): Promise<Roster | undefined> {
    const finding = await this.find(ended);
    return 'roster' in finding ? finding.roster : undefined;
  }

  private ask(host: string, signal: AbortSignal): Promise<Discovery> {
    const { port, family, connection } = this.given;
    return discoverMembers({ seed: { host, port }, targetFamily: family, connection, byName: this.byName || connection.tls !== undefined, signal });
  }

  /** It knows of no others, or would tell only whom it lets in, and so much is not demanded. */
  private standsAlone({ error, errorCode }: SeedFailure): boolean {
    const failure = classifyFailure(error, errorCode, this.given.family);
    if (failure.kind !== 'refuse') return false;
    return failure.code === 'ClusterModeDisabled' || (failure.code === 'PasswordRequired' && !mustAnswer(this.given));
  }

  /** Each of them may be a name for any node. */
  private hosts(): Roster {
    const { hosts, port } = this.given;
    return { kind: 'hosts', members: hosts.map((host) => ({ id: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`, host, port, kind: 'endpoint' })) };
  }
}

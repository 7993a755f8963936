import { type EvidenceName, type ProbeRequest } from '../../../lib/gates/contract';
import { describeVerdict } from '../../topology/describe-verdict';
import { REASON_BYTES } from '../gate-error';
import { type GateFinding } from '../gate-finding';
import { type GateTimes } from '../gate-times';
import { isSettling } from '../passing-error';
import { troubled } from '../trouble';
import { within } from '../within';
import { type CacheGroup } from './cache-group';
import { announcesAddresses, demandedEvidence, isEncrypted } from './demanded-evidence';
import { whyUnsuitable } from './group-suitability';
import { listMembers, type MemberList } from './list-members';
import { type NodeQuestion } from './node-question';
import { type NodeServices } from './node-services';
import { type ProbeAnswer } from './probe-caller';
import { credentialsFor, type LookCredentials } from './probe-credentials';
import { probeBudget } from './probe-slice';

/** What one look at the nodes found out. */
export type NodeFinding =
  | { readonly kind: 'open'; readonly group: CacheGroup; readonly evidence: EvidenceName; readonly waitedMillis: number }
  | Exclude<GateFinding, { kind: 'open' }>;

type Refused = Extract<ProbeAnswer['verdict'], { kind: 'refused' }>;

/** Statuses in which the nodes of a group are final. */
const SETTLED = new Set(['available', 'snapshotting']);
/** A look takes about 50 s. The function has 2 minutes; if it timed out, that would fail the deployment. */
export const LONGEST_LOOK_MILLIS = 85_000;
/** What the gate adds to the words of a verdict. */
const HINT_BYTES = 300;
const SETTLING_HINT = 'a user or a right that was made a moment ago may not be known everywhere yet';
const MOVED_HINT = 'the name of a node that was replaced a moment ago may not lead to the new one yet';

/** Asks the API who the members are and the probe how they stand, and ends within `longestMillis`. Never rejects. */
export async function judgeNodes(
  question: NodeQuestion,
  times: GateTimes,
  services: NodeServices,
  longestMillis = LONGEST_LOOK_MILLIS,
): Promise<NodeFinding> {
  return troubled('judge in time', times, services, () => within(longestMillis, 'one look', new NodeLook(question, times, services).run()));
}

/** One look: what was found out on the way. */
class NodeLook {
  public constructor(
    private readonly question: NodeQuestion,
    private readonly times: GateTimes,
    private readonly services: NodeServices,
  ) {}

  public run(): Promise<NodeFinding> {
    const { replicationGroupId, targetFamily } = this.question;
    return this.troubled(`describe the replication group "${replicationGroupId}"`, async () => {
      const group = await this.services.groups.describeGroup(replicationGroupId);
      const unsuitable = whyUnsuitable(group, targetFamily);
      if (unsuitable) return refused(unsuitable.code, unsuitable.message);
      const demanded = this.demandOf(group);
      if (!demanded.ok) return refused('EvidenceOutOfReach', demanded.message);
      const list = await listMembers(this.services.groups, group, !announcesAddresses(group, this.question.purpose));
      const notYet = whyNotAskable(group, list);
      if (notYet !== undefined) return { kind: 'waiting', reason: notYet };
      return await this.authenticated(group, list, demanded.evidence);
    });
  }

  private demandOf(group: CacheGroup) {
    const { purpose, minimumEvidence, credentials } = this.question;
    return demandedEvidence(group, { purpose, minimum: minimumEvidence, hasCredentials: credentials !== undefined });
  }

  private authenticated(group: CacheGroup, list: MemberList, evidence: EvidenceName): Promise<NodeFinding> {
    const { replicationGroupId: id, credentials } = this.question;
    return this.troubled('read the secret with the credentials', async () => {
      const found = await credentialsFor(credentials, { id, group }, this.services.secrets);
      if (found.kind === 'refused') return refused('CredentialsUnusable', found.message);
      const request = this.requestFor(group, list, evidence, found);
      this.services.log({ step: 'isComplete', ...described(request) });
      return await this.troubled('run the probe', async () => {
        const answer = await this.services.probe.watch(this.question.probeFunctionArn, request);
        return await this.findingOf(answer, group, request, found);
      });
    });
  }

  private requestFor(group: CacheGroup, { members }: MemberList, requiredEvidence: EvidenceName, found: LookCredentials): ProbeRequest {
    const { question, times } = this;
    return {
      members,
      targetFamily: question.targetFamily,
      budgetMillis: probeBudget(times.deadline - this.services.now()),
      pollIntervalMillis: question.pollIntervalMillis,
      startedAtMillis: times.startedAt,
      replicationGroupId: question.replicationGroupId,
      purpose: question.purpose,
      clusterMode: group.clusterMode !== false,
      tls: isEncrypted(group),
      requiredEvidence,
      ...(found.kind === 'given' && { credentials: found.credentials }),
    };
  }

  private async findingOf(
    { verdict, decidedAtMillis }: ProbeAnswer,
    group: CacheGroup,
    request: ProbeRequest,
    credentials: LookCredentials,
  ): Promise<NodeFinding> {
    const waitedMillis = Math.max(0, decidedAtMillis - this.times.startedAt);
    const { targetFamily } = this.question;
    if (verdict.kind === 'open' && SETTLED.has(group.status)) {
      return { kind: 'open', group, evidence: verdict.evidence ?? request.requiredEvidence ?? 'ANSWERED', waitedMillis };
    }
    const text = describeVerdict(verdict, { targetFamily, waitedMillis, maxBytes: REASON_BYTES - HINT_BYTES });
    if (verdict.kind !== 'refused') return { kind: 'waiting', reason: [text, ...this.hints(group)].join('\n') };
    const cure = await this.whatMayCure(verdict, credentials);
    return cure === undefined ? { kind: 'refused', reason: text } : { kind: 'waiting', reason: `${text}\n${cure}` };
  }

  /** What is refused now may be taken later. */
  private async whatMayCure({ code, mayPass = false }: Refused, credentials: LookCredentials): Promise<string | undefined> {
    const refusedCredentials = CREDENTIAL_REFUSALS.has(code) && credentials.kind === 'given' ? credentials : undefined;
    // the right to connect, of which a node knows nothing, settles too
    const settles = mayPass || refusedCredentials?.credentials.kind === 'iam';
    if (settles && isSettling(this.services.now() - this.times.startedAt)) return code === 'CertificateInvalid' ? MOVED_HINT : SETTLING_HINT;
    return (await refusedCredentials?.isStale()) ? 'the secret holds another password by now' : undefined;
  }

  /** What the API says of the group, where that alone explains the wait. */
  private hints(group: CacheGroup): readonly string[] {
    const { targetFamily, purpose } = this.question;
    const { ipDiscovery, status } = group;
    const isAnnounced = !announcesAddresses(group, purpose) || !ipDiscovery || ipDiscovery === targetFamily;
    return [
      ...(SETTLED.has(status) ? [] : [`the status of the replication group is "${status}"`]),
      ...(isAnnounced ? [] : [`its IpDiscovery is "${ipDiscovery}": set it to "${targetFamily}"`]),
    ];
  }

  private troubled(action: string, work: () => Promise<NodeFinding>): Promise<NodeFinding> {
    return troubled(action, this.times, this.services, work);
  }
}

const CREDENTIAL_REFUSALS: ReadonlySet<string> = new Set(['WrongPassword', 'NoPermission']);

/** What anybody may read of a request. */
function described({ members, tls, clusterMode, requiredEvidence, credentials, purpose }: ProbeRequest): Readonly<Record<string, unknown>> {
  return { asked: members.length, purpose, tls, clusterMode, requiredEvidence, credentials: credentials?.kind ?? 'none' };
}

function refused(code: string, message: string): NodeFinding {
  return { kind: 'refused', reason: `refused (${code}): ${message}` };
}

function whyNotAskable({ memberIds, status }: CacheGroup, { withoutEndpoint }: MemberList): string | undefined {
  if (memberIds.length === 0) return `the replication group lists no member, its status is "${status}"`;
  if (withoutEndpoint.length === 0) return undefined;
  return `${withoutEndpoint.length} of ${memberIds.length} nodes have no endpoint yet: ${withoutEndpoint.slice(0, 5).join(', ')}`;
}

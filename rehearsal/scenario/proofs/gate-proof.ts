import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type DeploymentJournal } from '../deployment-journal';
import { type Proof, type Testimony, type Witness, type WitnessProgress } from '../proof';
import { type FlipReport } from '../report';
import { type Stage } from '../stage';
import { flipReport } from './flip-report';
import { FlipWatch } from './flip-watch';

export interface GateProofOptions {
  /** CloudFormation calls the gate. */
  readonly calls: boolean;
  /** The nodes come to announce this family; absent: they stay as they are. */
  readonly movesTo?: AddressFamily;
  /** One node keeps announcing the old family for ever. */
  readonly oneNodeStaysBehind?: boolean;
}

/** The gate is called when it must be, opens when every node is there and not before, and names a node that is not. */
export class GateProof implements Proof {
  public constructor(private readonly options: GateProofOptions) {}

  public begin(stage: Stage, journal: DeploymentJournal): Promise<Witness> {
    return Promise.resolve(new GateWitness(this.options, stage, journal));
  }
}

class GateWitness implements Witness {
  private readonly members: readonly string[];
  private readonly nodeBehind: string | undefined;
  private readonly watch: FlipWatch | undefined;
  private readonly probedBefore: number;

  public constructor(
    private readonly options: GateProofOptions,
    private readonly stage: Stage,
    private readonly journal: DeploymentJournal,
  ) {
    const { aws } = stage;
    this.members = aws.members().map(({ memberId }) => memberId);
    // a replica: nothing but the gate's own look at it can tell that it stays behind
    this.nodeBehind = options.oneNodeStaysBehind === true ? this.members.at(-1) : undefined;
    aws.keepBehind(this.nodeBehind);
    this.watch = options.movesTo && new FlipWatch(aws.members(), options.movesTo);
    this.watch?.start();
    journal.onceUpdateComplete(() => this.watch?.startOneNodeCheck());
    this.probedBefore = aws.probeResults().length;
  }

  public progress(): WitnessProgress {
    return { target: this.options.movesTo, nodes: this.watch?.progress() ?? [] };
  }

  public async stop(): Promise<void> {
    await this.watch?.stop();
  }

  public testify(): Promise<Testimony> {
    const { journal, watch } = this;
    journal.onProbeResults(this.stage.aws.probeResults().slice(this.probedBefore));
    const flip = watch && flipReport(journal, watch.completions(), watch.oneNodeSatisfiedAt);
    const seen: SeenOfGate = { gateCalls: journal.gateCalls, reason: journal.reason, members: this.members, nodeBehind: this.nodeBehind, flip };
    return Promise.resolve({ deviations: gateDeviations(this.options, seen), remark: remarkOf(this.options, seen), flip });
  }
}

/** What was seen of a gate during one deployment. */
export interface SeenOfGate {
  readonly gateCalls: number;
  readonly reason: string | undefined;
  /** Member ids of the nodes. */
  readonly members: readonly string[];
  /** Member id of the node that was made to stay behind. */
  readonly nodeBehind: string | undefined;
  /** Where the nodes moved and the gate opened. */
  readonly flip: FlipReport | undefined;
}

/** What did not go as planned. */
export function gateDeviations(options: GateProofOptions, seen: SeenOfGate): readonly string[] {
  const isCalled = seen.gateCalls > 0;
  const calls = `the gate was called ${seen.gateCalls} times, expected ${options.calls ? 'at least once' : 'not at all'}`;
  return [...(isCalled === options.calls ? [] : [calls]), ...flipDeviations(options, seen)];
}

function flipDeviations({ movesTo, oneNodeStaysBehind }: GateProofOptions, { reason, members, nodeBehind, flip }: SeenOfGate): readonly string[] {
  if (oneNodeStaysBehind === true) {
    const blamed = mostNamed(reason ?? '', members);
    return blamed.includes(nodeBehind ?? 'no node')
      ? []
      : [`the reason does not name the node ${nodeBehind ?? ''} that stayed behind: ${reason ?? 'no reason'}`];
  }
  if (movesTo === undefined) {
    return [];
  }
  if (flip === undefined) {
    return ['the gate did not open, or some view never became complete'];
  }
  const found: string[] = [];
  if (flip.openedAfterMs < 0) {
    found.push(`the gate opened ${-flip.openedAfterMs} ms before every node's view was complete`);
  }
  if (flip.lastViewCompleteAt <= flip.updateCompleteAt) {
    found.push('every view was complete before CloudFormation called the update complete: the gate had nothing to hold');
  }
  return found;
}

/** The member ids that a text names most often: one that lists everybody alike blames nobody in particular. */
function mostNamed(text: string, members: readonly string[]): readonly string[] {
  const named = members.map((memberId) => ({ memberId, times: text.split(memberId).length - 1 })).filter(({ times }) => times > 0);
  const most = Math.max(...named.map(({ times }) => times));
  return named.filter(({ times }) => times === most).map(({ memberId }) => memberId);
}

function remarkOf({ calls, oneNodeStaysBehind }: GateProofOptions, { nodeBehind, flip }: SeenOfGate): string {
  if (!calls) {
    return 'no changes, the gate was not called';
  }
  if (oneNodeStaysBehind === true) {
    return `${nodeBehind ?? 'no node'} stayed behind: the gate gave up and named it`;
  }
  if (flip === undefined) {
    return '';
  }
  const held = ((flip.gateOpenedAt - flip.updateCompleteAt) / 1000).toFixed(1);
  return `held ${held} s, opened ${flip.openedAfterMs} ms after the last view`;
}

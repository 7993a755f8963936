import { type Colors } from 'picocolors/types';
import { inSeconds } from './duration';
import { outcomeLine } from './outcome-line';
import { completeViews, type NodeProgress, type Progress } from './progress';
import { type DeploymentTitle, labelOf, type RehearsalView, type ShownDeployment } from './rehearsal-view';

const LOOK_EVERY_MILLIS = 200;

/** The view of a log file or a pipe: one line for each change, nothing is ever redrawn. */
export class PlainView implements RehearsalView {
  /** Of the deployments that go on; none for those that are not worth it. */
  private readonly active = new Map<DeploymentTitle, NodeJS.Timeout | undefined>();

  public constructor(
    private readonly stream: NodeJS.WritableStream,
    private readonly colors: Colors,
  ) {}

  public line(text: string): void {
    this.stream.write(`${text}\n`);
  }

  public begin(title: DeploymentTitle, progress: () => Progress): ShownDeployment {
    this.line(`${labelOf(title)} (deployment ${title.number} of ${title.of})`);
    let before: Progress | undefined;
    const look = (): void => {
      const now = progress();
      for (const change of changes(before, now)) {
        // another deployment may go on beside this one
        const whose = this.active.size > 1 ? `${title.scenario}: ` : '';
        this.line(`  ${inSeconds(now.elapsedMillis).padStart(7)}  ${whose}${change}`);
      }
      before = now;
    };
    this.active.set(title, title.detailed ? setInterval(look, LOOK_EVERY_MILLIS) : undefined);
    return {
      end: (outcome) => {
        if (title.detailed) look();
        this.stop(title);
        this.line(outcomeLine(title, outcome, this.colors));
      },
    };
  }

  public close(): void {
    for (const title of this.active.keys()) this.stop(title);
  }

  private stop(title: DeploymentTitle): void {
    clearInterval(this.active.get(title));
    this.active.delete(title);
  }
}

/** What is worth a line between two looks. */
export function changes(before: Progress | undefined, now: Progress): readonly string[] {
  const cloudFormation =
    now.cloudFormation === '' || now.cloudFormation === before?.cloudFormation ? [] : [`CloudFormation: ${now.cloudFormation}`];
  const earlier = new Map(before?.nodes.map((node) => [node.memberId, node]));
  const nodes = now.nodes.flatMap((node) => nodeChanges(earlier.get(node.memberId), node, now));
  return [...cloudFormation, ...nodes];
}

function nodeChanges(before: NodeProgress | undefined, node: NodeProgress, now: Progress): readonly string[] {
  const changed: string[] = [];
  if (node.answers !== (before?.answers ?? true)) {
    changed.push(node.answers ? `${node.memberId} answers again` : `${node.memberId} gives no answer`);
  }
  if (before !== undefined && node.announces !== '' && node.announces !== before.announces) {
    changed.push(`${node.memberId} announces ${node.announces}`);
  }
  if (node.complete && before?.complete !== true) {
    const total = now.nodes.length;
    changed.push(`${node.memberId} shows all ${total} nodes on ${now.target ?? ''} (${completeViews(now)} of ${total} views complete)`);
  }
  return changed;
}

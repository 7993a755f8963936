import { type Colors } from 'picocolors/types';
import { inSeconds } from './duration';
import { outcomeLine } from './outcome-line';
import { completeViews, type NodeProgress, type Progress } from './progress';
import { type DeploymentOutcome, type DeploymentTitle, type RehearsalView } from './rehearsal-view';

const LOOK_EVERY_MILLIS = 200;

/** The view of a log file or a pipe: one line for each change, nothing is ever redrawn. */
export class PlainView implements RehearsalView {
  private timer: NodeJS.Timeout | undefined;
  private look: (() => void) | undefined;

  public constructor(
    private readonly stream: NodeJS.WritableStream,
    private readonly colors: Colors,
  ) {}

  public line(text: string): void {
    this.stream.write(`${text}\n`);
  }

  public begin(title: DeploymentTitle, progress: () => Progress): void {
    this.close();
    this.line(`${title.name} (deployment ${title.number} of ${title.of})`);
    let before: Progress | undefined;
    this.look = () => {
      const now = progress();
      for (const change of changes(before, now)) {
        this.line(`  ${inSeconds(now.elapsedMillis).padStart(7)}  ${change}`);
      }
      before = now;
    };
    this.timer = setInterval(this.look, LOOK_EVERY_MILLIS);
  }

  public end(title: DeploymentTitle, outcome: DeploymentOutcome): void {
    this.look?.();
    this.close();
    this.line(outcomeLine(title, outcome, this.colors));
  }

  public close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.look = undefined;
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

import { Format, MultiBar, type Options } from 'cli-progress';
import { type Colors } from 'picocolors/types';
import { inSeconds } from './duration';
import { LABEL_WIDTH, outcomeLine } from './outcome-line';
import { completeViews, type NodeProgress, type Progress } from './progress';
import { type DeploymentTitle, labelOf, type RehearsalView, type ShownDeployment } from './rehearsal-view';

/** As wide as the heading `complete views`. */
const MIN_MEMBER_WIDTH = 14;
const ADDRESS_WIDTH = 9;
const NO_ANSWER = 'no answer';

/** Draws the bar of a share between 0 and 1. */
type Bar = (share: number) => string;

/**
 * The view of a terminal: a few rows for each deployment that goes on, redrawn in place. cli-progress does the drawing; each of
 * its "bars" is one line here.
 */
export class LiveView implements RehearsalView {
  private picture: MultiBar | undefined;
  private rows = 0;
  private readonly active = new Map<DeploymentTitle, () => Progress>();

  public constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly colors: Colors,
  ) {}

  public line(text: string): void {
    if (this.picture === undefined) {
      this.stream.write(`${text}\n`);
    } else {
      this.picture.log(`${text}\n`);
    }
  }

  public begin(title: DeploymentTitle, progress: () => Progress): ShownDeployment {
    this.active.set(title, progress);
    this.picture ??= this.newPicture();
    this.fit();
    return {
      end: (outcome) => {
        this.active.delete(title);
        if (this.active.size === 0) this.close();
        this.line(outcomeLine(title, outcome, this.colors, this.stream.columns));
      },
    };
  }

  public close(): void {
    this.picture?.stop();
    this.picture = undefined;
    this.rows = 0;
    this.active.clear();
  }

  private newPicture(): MultiBar {
    const picture = new MultiBar({
      stream: this.stream,
      fps: 8,
      hideCursor: true,
      linewrap: false, // a narrow terminal cuts a row instead of breaking the picture
      clearOnComplete: true,
      forceRedraw: true, // a line that stays pushes every row down
      gracefulExit: false, // the rehearsal itself answers Ctrl-C
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
    });
    picture.on('redraw-pre', () => {
      this.fit();
    });
    return picture;
  }

  private lines(bar: Bar): readonly string[] {
    return [...this.active].flatMap(([title, progress]) => liveLines(title, progress(), this.colors, bar));
  }

  /** Adds the rows that are missing: nodes may appear after their deployment began. Rows that are too many stay empty. */
  private fit(): void {
    const needed = this.lines(() => '').length;
    for (; this.rows < needed; this.rows++) {
      const index = this.rows;
      const format = (options: Options): string => this.lines((share) => Format.BarFormat(share, options))[index] ?? '';
      this.picture?.create(1, 0, {}, { format });
    }
  }
}

/** The lines of the live view, top to bottom. */
export function liveLines(title: DeploymentTitle, progress: Progress, colors: Colors, bar: Bar): readonly string[] {
  const head = [
    `${colors.cyan('●')} ${colors.bold(labelOf(title).padEnd(LABEL_WIDTH))} ${`deployment ${title.number} of ${title.of}`.padEnd(24)} ${inSeconds(progress.elapsedMillis).padStart(7)}`,
    `  ${colors.dim('CloudFormation')}  ${progress.cloudFormation}`,
  ];
  if (progress.target === undefined || progress.nodes.length === 0) {
    return head;
  }
  const total = progress.nodes.length;
  const complete = completeViews(progress);
  const width = Math.max(MIN_MEMBER_WIDTH, ...progress.nodes.map(({ memberId }) => memberId.length));
  const columns = `${'node'.padEnd(width)}  ${'announces'.padEnd(ADDRESS_WIDTH)}  nodes it shows on ${progress.target}`;
  return [
    ...head,
    '',
    `  ${colors.dim(columns)}`,
    ...progress.nodes.map((node) => nodeLine(node, { width, total }, colors, bar)),
    '',
    `  ${'complete views'.padEnd(width + 2 + ADDRESS_WIDTH)}  ${colors.cyan(bar(complete / total))}  ${complete} of ${total}`,
  ];
}

function nodeLine(node: NodeProgress, { width, total }: { width: number; total: number }, colors: Colors, bar: Bar): string {
  const member = node.memberId.padEnd(width);
  const address = (node.answers ? node.announces : NO_ANSWER).padEnd(ADDRESS_WIDTH);
  const paint = node.complete ? colors.green : colors.yellow;
  const shown = `${paint(bar(node.onTarget / total))}  ${node.onTarget} of ${total}`;
  return `  ${member}  ${node.answers ? address : colors.red(address)}  ${shown}${node.complete ? colors.green('  ✔') : ''}`;
}

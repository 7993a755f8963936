import { Format } from 'cli-progress';
import CliTable from 'cli-table3';

import { type MemberStanding } from '../../lambda/topology/verdict';
import { type Colors } from '../output/colors';
import { fit } from '../output/fit';
import { LiveFrame } from '../output/live-frame';
import { type Output } from '../session';
import { formatDuration, formatLimit } from '../values/duration';
import { type CheckArguments } from './check-arguments';
import { countOnTarget, laggingOf } from './check-outcome';
import { type CheckView } from './check-view';
import { type CheckProgress } from './cluster-check';
import { placeOf } from './goal';
import { reasonOf } from './ladder-line';

const REDRAW_MILLIS = 200;
const WIDEST_BAR = 30;
const NARROWEST_BAR = 5;
const WIDEST_NAME = 48;
/** Head line, bar, a blank line each side, the line that counts the rest. */
const OTHER_LINES = 6;

/** A picture at the bottom of the terminal: a bar, and a row for each lagging node. */
export class LiveView implements CheckView {
  private readonly frame: LiveFrame;
  private readonly timer: NodeJS.Timeout;
  private latest: CheckProgress | undefined;
  private latestAtTicks = 0;

  public constructor(
    private readonly output: Output,
    private readonly colors: Colors,
    private readonly given: CheckArguments,
  ) {
    this.frame = new LiveFrame(output);
    // time passes on the picture also while no node says anything
    this.timer = setInterval(() => {
      this.redraw();
    }, REDRAW_MILLIS);
  }

  public show(progress: CheckProgress): void {
    const isFirst = this.latest === undefined;
    this.latest = progress;
    this.latestAtTicks = performance.now();
    if (isFirst) {
      this.redraw();
    }
  }

  public end(): void {
    clearInterval(this.timer);
    this.frame.clear();
  }

  private redraw(): void {
    if (this.latest !== undefined) {
      const elapsedMillis = this.latest.elapsedMillis + performance.now() - this.latestAtTicks;
      this.frame.draw(this.lines({ ...this.latest, elapsedMillis }));
    }
  }

  private lines(progress: CheckProgress): readonly string[] {
    const width = (this.output.columns ?? 80) - 1;
    const head = fit(`waiting until every node of ${placeOf(this.given)} is on ${this.given.family}`, width);
    const problem = progress.problem === undefined ? [] : [this.colors.yellow(fit(progress.problem.message, width))];
    return [this.colors.bold(head), this.barLine(progress, width), ...problem, '', ...this.rows(laggingOf(progress.members), width)];
  }

  private barLine({ members, elapsedMillis }: CheckProgress, width: number): string {
    const { bold, dim, green, yellow } = this.colors;
    const onTarget = countOnTarget(members);
    const isFull = members.length > 0 && onTarget === members.length;
    const count = `${onTarget} of ${members.length} nodes`;
    const limit = this.given.waitMillis === undefined ? '' : ` of ${formatLimit(this.given.waitMillis)}`;
    const time = fit(`${formatDuration(elapsedMillis)}${limit}`, Math.max(0, width - count.length - NARROWEST_BAR - 4));
    const barWidth = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, width - count.length - time.length - 4));
    const bar = barOf(members.length === 0 ? 0 : onTarget / members.length, barWidth);
    return `${(isFull ? green : yellow)(bar)}  ${bold(count)}  ${dim(time)}`;
  }

  private rows(lagging: readonly MemberStanding[], width: number): readonly string[] {
    const room = Math.max(1, (this.output.rows ?? 24) - OTHER_LINES);
    const shown = lagging.length > room ? lagging.slice(0, room - 1) : lagging;
    const missing = lagging.length - shown.length;
    const more = missing === 0 ? [] : [this.colors.dim(`  ... and ${missing} more`)];
    return [...tableOf(shown, width, this.colors), ...more];
  }
}

function barOf(share: number, width: number): string {
  return Format.BarFormat(share, { barsize: width, barCompleteString: '█'.repeat(width), barIncompleteString: '░'.repeat(width), barGlue: '' });
}

function tableOf(lagging: readonly MemberStanding[], width: number, colors: Colors): readonly string[] {
  if (lagging.length === 0) {
    return [];
  }
  const nameWidth = Math.min(WIDEST_NAME, Math.floor(width / 2), Math.max(...lagging.map(({ memberId }) => memberId.length)));
  const reasonWidth = Math.max(1, width - nameWidth - 4);
  const table = new CliTable({ chars: NO_LINES, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } });
  table.push(...lagging.map((standing) => [`  ${fit(standing.memberId, nameWidth)}  `, colors.dim(fit(reasonOf(standing), reasonWidth))]));
  return table.toString().split('\n');
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

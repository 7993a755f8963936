import { type Output } from '../session';

const ESCAPE = '\u001b[';
const HIDE_CURSOR = `${ESCAPE}?25l`;
const SHOW_CURSOR = `${ESCAPE}?25h`;
const ERASE_BELOW = `${ESCAPE}0J`;
const ERASE_REST_OF_LINE = `${ESCAPE}K`;

/** A few lines at the bottom of a terminal that are drawn anew in place. */
export class LiveFrame {
  private drawnLines = 0;

  public constructor(private readonly output: Output) {}

  /** Replaces what was drawn before. No line may be wider than the terminal. */
  public draw(lines: readonly string[]): void {
    const body = lines.map((line) => `${line}${ERASE_REST_OF_LINE}\n`).join('');
    this.output.write(`${HIDE_CURSOR}${this.toTop()}${body}${ERASE_BELOW}`);
    this.drawnLines = lines.length;
  }

  /** Takes the picture away and gives the cursor back. */
  public clear(): void {
    this.output.write(`${this.toTop()}${ERASE_BELOW}${SHOW_CURSOR}`);
    this.drawnLines = 0;
  }

  private toTop(): string {
    return this.drawnLines === 0 ? '' : `\r${ESCAPE}${this.drawnLines}A`;
  }
}

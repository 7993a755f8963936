import { type ReplyLimits } from './reply-consumer';
import { RespFault } from './resp-fault';

/** What one reply has used of its limits. Throws as soon as one is passed, or is certain to be. */
export class ReplyMeter {
  private bytes = 0;
  private held = 0;
  private elements = 0;

  public constructor(private readonly limits: ReplyLimits) {}

  /** Bytes that have been read. */
  public read(bytes: number, kept: boolean): void {
    this.expect(bytes, kept);
    this.bytes += bytes;
    if (kept) this.held += bytes;
  }

  /** Bytes that are announced, before they are there. */
  public expect(bytes: number, kept: boolean): void {
    if (this.bytes + bytes > this.limits.bytes) throw tooLarge(`more than ${this.limits.bytes} bytes`);
    if (kept && this.held + bytes > this.limits.held) throw tooLarge(`more than ${this.limits.held} bytes to keep`);
  }

  /** An element has begun, and announces so many inside of it. */
  public element(inside = 0): void {
    this.elements += 1;
    if (this.elements + inside > this.limits.elements) throw tooLarge(`more than ${this.limits.elements} elements`);
  }

  /** A list or map begins inside of so many others. */
  public nest(depth: number): void {
    if (depth >= this.limits.depth) throw tooLarge(`more than ${this.limits.depth} lists inside each other`);
  }

  /** What was kept so far is not kept any longer. */
  public dropHeld(): void {
    this.held = 0;
  }
}

function tooLarge(what: string): RespFault {
  return new RespFault('ReplyTooLarge', `the reply holds ${what}`);
}

import { Intake } from './intake';
import { quoteBytes } from './quote-bytes';
import { readLength } from './read-number';
import { readScalar } from './read-scalar';
import { type ReplyConsumer, TAKEN, wholeReply } from './reply-consumer';
import { ReplyMeter } from './reply-meter';
import { RespFault } from './resp-fault';
import { isAside, isRespType, RespType } from './resp-type';
import { ErrorReply, type RespValue } from './resp-value';
import { frameOf, SinkFrame, type ValueFrame } from './value-frame';

/** Who the replies are for. */
export interface ReplyReceiver {
  /** A reply begins: what becomes of it. */
  begin(): ReplyConsumer<unknown>;
  /** It is complete: what its consumer made of it, or the error that the server replied. */
  complete(result: unknown): void;
}

/** Text on a line: a simple string, an error, a number. */
const LONGEST_LINE = 64 * 1024;
/** `txt:` before the text of a verbatim string. */
const FORMAT_LENGTH = 4;
const CR = 0x0d;
const LF = 0x0a;
const COLON = 0x3a;
const NO_BULK = { kind: 0, length: -1 };

/**
 * Reads the replies of one connection, RESP2 and RESP3, in whatever pieces they come: every byte is looked at once, and
 * nothing is begun anew when more comes. What a consumer does not want to keep is not kept, and what is beyond the
 * consumer's limits ends the connection before it is read: a length is not believed until the bytes are there.
 */
export class RespReader {
  private readonly intake = new Intake();
  private readonly frames: ValueFrame[] = [];
  /** Of the reply that is being read. */
  private consumer: ReplyConsumer<unknown> | undefined;
  private meter = new ReplyMeter(wholeReply.limits);
  /** Bytes behind the position that hold no line break. */
  private scanned = 0;
  /** The bulk string that is being read. */
  private bulk = NO_BULK;
  /** Bytes of a text that are still to go to the sink; -1: none are. */
  private textLeft = -1;
  private maySkim = false;
  /** Whether a whole reply has come on this connection. */
  private spoke = false;

  public constructor(private readonly receiver: ReplyReceiver) {}

  /** Throws a `RespFault` if the connection is of no use any more. */
  public push(chunk: Buffer): void {
    this.intake.append(chunk);
    while (this.intake.position < this.intake.end && this.advance());
    this.intake.release();
  }

  /** Reads one token, or as much of a text as is there. False if it needs more bytes. */
  private advance(): boolean {
    if (this.textLeft >= 0) return this.advanceText();
    if (this.bulk.length >= 0) return this.advanceBulk();
    if (this.maySkim) {
      const skimmed = this.skim();
      if (skimmed !== 0) return skimmed > 0;
    }
    const lineEnd = this.findLineEnd();
    if (lineEnd < 0) return false;
    const { bytes, position } = this.intake;
    if (this.frames.length === 0) this.beginReply(bytes[position] ?? 0);
    this.consume(lineEnd + 2);
    this.readToken(bytes, position, lineEnd);
    return true;
  }

  private skim(): number {
    const frame = this.frames.at(-1);
    if (!(frame instanceof SinkFrame)) return 0;
    const { bytes, position, end } = this.intake;
    const taken = frame.sink.skim(bytes, position, end);
    if (taken > 0) {
      this.consume(position + taken);
      this.meter.element();
      this.endItem(frame);
    } else if (taken === 0) {
      this.maySkim = false;
      this.intake.mark = position;
    }
    return taken;
  }

  /** Gives where the CR of the line is, or -1 as long as it is not there. */
  private findLineEnd(): number {
    const { bytes, position, end } = this.intake;
    const type = bytes[position] ?? 0;
    if (!isRespType(type)) throw this.malformed(`an element that begins with ${quoteBytes(bytes, position, end)}`);
    for (let at = position + 1 + this.scanned; at < end; at++) {
      if (bytes[at] !== LF) continue;
      if (bytes[at - 1] !== CR || at === position + 1) throw this.malformed('a line that ends without CR');
      this.scanned = 0;
      return at - 1;
    }
    this.scanned = end - position - 1;
    if (this.scanned > LONGEST_LINE) throw new RespFault('ReplyTooLarge', `the reply holds a line of more than ${LONGEST_LINE} bytes`);
    return -1;
  }

  private readToken(bytes: Buffer, position: number, lineEnd: number): void {
    const type = bytes[position] ?? 0;
    switch (type) {
      case RespType.LIST:
      case RespType.SET:
      case RespType.MAP:
      case RespType.PUSH:
      case RespType.ATTRIBUTE:
        this.beginAggregate(type, this.lengthIn(bytes, position, lineEnd));
        return;
      case RespType.BULK:
      case RespType.VERBATIM:
      case RespType.BULK_ERROR:
        this.beginBulk(type, this.lengthIn(bytes, position, lineEnd));
        return;
      default: {
        const value = readScalar(type, bytes, position + 1, lineEnd);
        if (value === undefined) throw this.malformed(`${quoteBytes(bytes, position, lineEnd)}, which is no value`);
        this.meter.element();
        this.add(value);
      }
    }
  }

  private lengthIn(bytes: Buffer, position: number, lineEnd: number): number {
    const length = readLength(bytes, position + 1, lineEnd);
    if (length === undefined) throw this.malformed(`${quoteBytes(bytes, position, lineEnd)}, which is no length`);
    return length;
  }

  private beginAggregate(type: number, length: number): void {
    // a push stands between replies, never inside of one
    if (type === RespType.PUSH && this.frames.length > 0) throw this.malformed('a push inside of it');
    if (length === -1 && isAside(type)) throw this.malformed('a push or an attribute that is null');
    this.meter.element(Math.max(0, length));
    if (length === -1) this.add(null);
    else this.beginFrame(frameOf(type, length, this.frames.length === 0 ? this.consumer?.items : undefined));
  }

  private beginFrame(frame: ValueFrame): void {
    this.meter.nest(this.frames.length);
    this.frames.push(frame);
    this.maySkim = frame.role === 'sink';
    if (frame.left === 0) this.endFrame();
  }

  private beginBulk(kind: number, length: number): void {
    this.meter.element();
    const isText = kind === RespType.BULK && this.frames.length === 0 && this.consumer?.text !== undefined;
    this.meter.expect(Math.max(0, length), !isText);
    if (length === -1) this.add(null);
    else if (isText) this.textLeft = length;
    else this.bulk = { kind, length };
  }

  private advanceBulk(): boolean {
    const { kind, length } = this.bulk;
    const { bytes, position, end } = this.intake;
    if (end - position < length + 2) return false;
    const textEnd = position + length;
    this.checkBreak(bytes, textEnd);
    this.consume(textEnd + 2);
    this.bulk = NO_BULK;
    const hasFormat = kind === RespType.VERBATIM && length >= FORMAT_LENGTH && bytes[position + FORMAT_LENGTH - 1] === COLON;
    const text = bytes.toString('utf8', hasFormat ? position + FORMAT_LENGTH : position, textEnd);
    this.add(kind === RespType.BULK_ERROR ? new ErrorReply(text) : text);
    return true;
  }

  private advanceText(): boolean {
    const { bytes, position, end } = this.intake;
    const length = Math.min(this.textLeft, end - position);
    if (length > 0) {
      this.consumer?.text?.take(bytes, position, position + length);
      this.consume(position + length);
      this.textLeft -= length;
      return true;
    }
    if (end - position < 2) return false;
    this.checkBreak(bytes, position);
    this.consume(position + 2);
    this.textLeft = -1;
    this.finish(TAKEN);
    return true;
  }

  private checkBreak(bytes: Buffer, at: number): void {
    if (bytes[at] !== CR || bytes[at + 1] !== LF) throw this.malformed('a string that is not as long as it says');
  }

  private beginReply(type: number): void {
    this.consumer = isAside(type) ? undefined : this.receiver.begin();
    this.meter = new ReplyMeter((this.consumer ?? wholeReply).limits);
  }

  private consume(to: number): void {
    this.meter.read(to - this.intake.position, this.textLeft < 0);
    this.intake.advance(to);
  }

  /** Adds a whole value to what it is a part of, and ends that if nothing of it is left to come. */
  private add(value: RespValue): void {
    const frame = this.frames.at(-1);
    if (!frame) {
      this.finish(value);
    } else if (frame instanceof SinkFrame) {
      const { bytes, position, mark } = this.intake;
      frame.sink.item(value, bytes, mark >= 0 ? mark : position, position);
      this.endItem(frame);
    } else {
      frame.add(value);
      if (--frame.left === 0) this.endFrame();
    }
  }

  private endItem(frame: SinkFrame): void {
    this.intake.mark = -1;
    this.maySkim = true;
    this.meter.dropHeld();
    if (--frame.left === 0) this.endFrame();
  }

  private endFrame(): void {
    const frame = this.frames.pop();
    this.maySkim = false;
    if (frame?.role === 'sink') this.finish(TAKEN);
    else if (frame?.role === 'value') this.add(frame.value);
  }

  private finish(value: RespValue | typeof TAKEN): void {
    const result = value instanceof ErrorReply ? value : this.consumer?.end(value);
    this.consumer = undefined;
    this.spoke = true;
    this.receiver.complete(result);
  }

  private malformed(what: string): RespFault {
    return this.spoke ? new RespFault('MalformedResp', `the reply holds ${what}`) : new RespFault('NotResp', `not RESP: the answer holds ${what}`);
  }
}

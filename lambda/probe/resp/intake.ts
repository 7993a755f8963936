const EMPTY = Buffer.alloc(0);
const SMALLEST = 512;
/** More than this is not kept for a mark. */
const LONGEST_MARKED = 64 * 1024;

/**
 * The bytes that came and were not read yet. A chunk of the socket is read where it is; only what is left of it is
 * copied, and room grows by doubling: each byte is copied a bounded number of times, however small the chunks are.
 */
export class Intake {
  public bytes: Buffer = EMPTY;
  /** The next byte to read. */
  public position = 0;
  /** Behind the last byte that is there. */
  public end = 0;
  /** From here on bytes are kept although they have been read; -1: none are. */
  public mark = -1;
  /** The buffer is ours to write into. */
  private own = false;

  public append(chunk: Buffer): void {
    const from = this.keptFrom();
    const kept = this.end - from;
    if (kept === 0) {
      this.adopt(chunk);
      return;
    }
    this.makeRoom(from, kept, chunk.length);
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
  }

  /** The bytes before `to` have been read. */
  public advance(to: number): void {
    this.position = to;
    if (this.mark >= 0 && to - this.mark > LONGEST_MARKED) this.mark = -1;
  }

  /** Lets go of the socket's chunk: what is left of it is copied. */
  public release(): void {
    const from = this.keptFrom();
    const kept = this.end - from;
    if (kept === 0) this.adopt(EMPTY);
    else if (!this.own) this.makeRoom(from, kept, 0);
  }

  private keptFrom(): number {
    return this.mark >= 0 ? this.mark : this.position;
  }

  private adopt(chunk: Buffer): void {
    this.bytes = chunk;
    this.position = 0;
    this.end = chunk.length;
    if (this.mark >= 0) this.mark = 0;
    this.own = false;
  }

  /** Moves what is kept to the front of a buffer of ours that has room for `more` bytes behind it. */
  private makeRoom(from: number, kept: number, more: number): void {
    const fits = this.own && this.bytes.length >= kept + more;
    const target = fits ? this.bytes : Buffer.allocUnsafeSlow(capacityFor(kept + more));
    if (from > 0 || !fits) this.bytes.copy(target, 0, from, this.end);
    this.bytes = target;
    this.position -= from;
    this.end = kept;
    if (this.mark >= 0) this.mark = 0;
    this.own = true;
  }
}

function capacityFor(size: number): number {
  let capacity = SMALLEST;
  while (capacity < size) capacity *= 2;
  return capacity;
}

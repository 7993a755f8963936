/** Cuts what a client sends into commands: arrays of bulk strings, or one line of words as people type them. */
export class RequestReader {
  private pending = Buffer.alloc(0);

  /** Takes the next piece of the stream and gives the commands that it completes. */
  public read(piece: Buffer): string[][] {
    this.pending = Buffer.concat([this.pending, piece]);
    const commands: string[][] = [];
    for (let next = this.next(); next !== undefined; next = this.next()) {
      if (next.length > 0) commands.push(next);
    }
    return commands;
  }

  private next(): string[] | undefined {
    const head = this.lineAt(0);
    if (head === undefined) return undefined;
    if (!head.text.startsWith('*')) {
      this.pending = this.pending.subarray(head.end);
      return head.text.split(/\s+/).filter((word) => word !== '');
    }
    return this.bulkStrings(Number(head.text.slice(1)), head.end);
  }

  private bulkStrings(count: number, start: number): string[] | undefined {
    const words: string[] = [];
    let at = start;
    for (let index = 0; index < count; index++) {
      const head = this.lineAt(at);
      if (head === undefined) return undefined;
      const end = head.end + Number(head.text.slice(1));
      // The word itself and the line end behind it.
      if (this.pending.length < end + 2) return undefined;
      words.push(this.pending.toString('utf8', head.end, end));
      at = end + 2;
    }
    this.pending = this.pending.subarray(at);
    return words;
  }

  private lineAt(start: number): { text: string; end: number } | undefined {
    const end = this.pending.indexOf('\r\n', start);
    return end === -1 ? undefined : { text: this.pending.toString('utf8', start, end), end: end + 2 };
  }
}

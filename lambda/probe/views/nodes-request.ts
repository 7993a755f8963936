import { type EarlyReader, ReadNodes } from '../../topology/early-reader';
import { type NodesReading } from '../../topology/parse-cluster-nodes';
import { type Parsed, parsing } from '../../topology/parsed';
import { type ReplyConsumer, type ReplyLimits, TAKEN, type TextSink } from '../resp/reply-consumer';
import { type Request } from '../resp/resp-connection';
import { type RespValue } from '../resp/resp-value';

/** 500 nodes and 16,384 slots take 150 kB. */
const LIMITS: ReplyLimits = { bytes: 16 * 1024 * 1024, held: 4 * 1024 * 1024, elements: 16, depth: 2 };

/** What a reply of CLUSTER NODES says of the nodes, and of their slots as far as it is read. */
export interface NodesAnswer {
  readonly nodes: ReadNodes;
  /** Ranges of slots, each of which is a row of CLUSTER SLOTS. */
  readonly slotRanges: number;
}

/** CLUSTER NODES, read line by line as it comes in. */
export function nodesRequest(reader: EarlyReader): Request<NodesAnswer> {
  return { words: ['CLUSTER', 'NODES'], consumer: new NodesConsumer(reader) };
}

class NodesConsumer implements ReplyConsumer<NodesAnswer> {
  public readonly limits = LIMITS;
  public readonly text: TextSink;
  private readonly reading: NodesReading;
  private failure: Extract<Parsed<never>, { ok: false }> | undefined;

  public constructor(private readonly reader: EarlyReader) {
    this.reading = reader.beginNodes();
    this.text = {
      take: (bytes, from, to) => {
        if (this.failure) return;
        const done = parsing(() => {
          this.reading.read(bytes, from, to);
        });
        if (!done.ok) this.failure = done;
      },
    };
  }

  public end(value: RespValue | typeof TAKEN): NodesAnswer {
    if (value !== TAKEN) return { nodes: this.reader.nodes(value), slotRanges: 0 };
    const nodes = this.failure ? new ReadNodes(this.failure) : this.reader.endNodes(this.reading);
    return { nodes, slotRanges: this.reading.slotRanges };
  }
}

import { type ReplyConsumer, wholeReply } from '../../../../lambda/probe/resp/reply-consumer';
import { RespReader } from '../../../../lambda/probe/resp/resp-reader';

/** Everything that a reader makes of the chunks, and what it throws. */
export interface Reading {
  readonly replies: readonly unknown[];
  readonly fault?: unknown;
}

export function readReplies(chunks: readonly (string | Buffer)[], consumer: ReplyConsumer<unknown> = wholeReply): Reading {
  const replies: unknown[] = [];
  const reader = new RespReader({ begin: () => consumer, complete: (result) => replies.push(result) });
  try {
    for (const chunk of chunks) reader.push(Buffer.from(chunk));
  } catch (fault) {
    return { replies, fault };
  }
  return { replies };
}

/** The bytes in chunks of the given sizes, over and over. */
export function inChunks(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const size = Math.max(1, sizes[index % sizes.length] ?? 1);
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

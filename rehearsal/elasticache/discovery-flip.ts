import { setTimeout as pause } from 'node:timers/promises';
import { type AddressFamily } from '../../lambda/topology/address-family';
import { type CacheMember } from './cache-member';

/** How often a node that can not or must not follow yet is tried again. */
const RETRY_MILLIS = 50;

export interface DiscoveryFlipOptions {
  readonly members: readonly CacheMember[];
  readonly target: AddressFamily;
  /** Pause before each node, counted from the one before it. */
  readonly nodeDelayMillis: number;
  /** Asked again and again: must this node keep what it announces? */
  readonly staysBehind: (memberId: string) => boolean;
  readonly onNode: (memberId: string) => void;
}

/** One node after the other comes to announce another family, while CloudFormation has long called the update complete. */
export class DiscoveryFlip {
  private readonly stopping = new AbortController();

  /** Begins at once. */
  public constructor(private readonly options: DiscoveryFlipOptions) {
    options.members.forEach((member, position) => void this.convert(member, (position + 1) * options.nodeDelayMillis));
  }

  /** Nodes that have not followed yet stay as they are. */
  public stop(): void {
    this.stopping.abort();
  }

  // Each node has its own loop: one that is frozen must not hold up the others.
  private async convert({ memberId, node }: CacheMember, afterMillis: number): Promise<void> {
    for (let wait = afterMillis; await this.waits(wait); wait = RETRY_MILLIS) {
      if (this.options.staysBehind(memberId)) continue;
      const follows = await node.announce(this.options.target).then(
        () => true,
        () => false,
      );
      if (!follows) continue;
      this.options.onNode(memberId);
      return;
    }
  }

  /** False when the flip is stopped. */
  private async waits(millis: number): Promise<boolean> {
    const { signal } = this.stopping;
    if (!signal.aborted) await pause(millis, undefined, { signal }).catch(() => undefined);
    return !signal.aborted;
  }
}

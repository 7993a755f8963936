import { type Member, type MemberObservation } from '../topology/observation';
import { type DialStage } from './dial/dial-error';
import { describeFailure } from './failure-text';
import { type NodeAccess } from './node-access';
import { type NodeAsker } from './node-asker';
import { reachedBefore } from './reached-before';
import { serverMillis } from './server-load';

/** Climbs to a member as far as it is told to, anew each time, and asks it nothing. */
export class RungAsker implements NodeAsker {
  public busyMillis = 0;
  private climbing: AbortController | undefined;

  public constructor(
    public readonly member: Member,
    private readonly access: NodeAccess,
    private readonly rung: DialStage,
  ) {}

  /** Never rejects. One question at a time. */
  public async ask(): Promise<MemberObservation> {
    const begin = performance.now();
    const climbing = new AbortController();
    this.climbing = climbing;
    try {
      const address = await this.access.reach(this.member, this.rung, climbing.signal);
      return { kind: 'reached', member: this.member, reached: this.rung, address };
    } catch (error) {
      return { kind: 'unanswered', member: this.member, ...reachedBefore(error, {}), ...describeFailure(error) };
    } finally {
      // who only looks up a name does not keep the node busy
      this.busyMillis = this.rung === 'RESOLVED' ? 0 : serverMillis(performance.now() - begin, 0, 1);
    }
  }

  public close(): void {
    this.climbing?.abort();
  }
}

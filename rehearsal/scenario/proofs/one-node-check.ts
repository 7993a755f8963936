import { setTimeout as pause } from 'node:timers/promises';
import { type AddressFamily } from '../../../lambda/topology/address-family';
import { isOfFamily, slotsAddresses } from './slots-addresses';

const ASK_EVERY_MILLIS = 1000;

/**
 * The check that people write by hand: ask one node each second and go on as soon as its view lists nothing but the
 * target family. The rehearsal runs it beside the gate to show how early it would have gone on.
 */
export class OneNodeCheck {
  /** When it was satisfied, milliseconds since the epoch. */
  public satisfiedAt: number | undefined;
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  public constructor(
    private readonly askSlots: () => Promise<unknown>,
    private readonly target: AddressFamily,
  ) {}

  public start(): void {
    this.loop = this.ask();
  }

  /** Resolves when nothing is asked any more. */
  public async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async ask(): Promise<void> {
    while (!this.stopping.signal.aborted && this.satisfiedAt === undefined) {
      const addresses = slotsAddresses(await this.askSlots().catch(() => undefined));
      if (addresses.size > 0 && [...addresses.values()].every((address) => isOfFamily(address, this.target))) {
        this.satisfiedAt = Date.now();
      } else {
        await pause(ASK_EVERY_MILLIS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }
}

import { type MemberStanding } from '../topology/verdict';
import { restAfter } from './server-load';

/** A view that is wrong about so many nodes is looked at once in a poll interval. */
const USUAL_WRONG = 4;
const QUICKEST = 0.5;
const SLOWEST = 10;

/**
 * How long a member that is not there yet is left alone between two looks: half a poll interval where its view is wrong about
 * one or two nodes, and the longer the more are missing, since they come one by one. Never so short that the node would be
 * busy with us for more than one per cent of the time.
 */
export function pauseBetweenLooks({ wrongNodes }: MemberStanding, pollIntervalMillis: number, busyMillis: number): number {
  const factor = Math.min(SLOWEST, Math.max(QUICKEST, (wrongNodes ?? USUAL_WRONG) / USUAL_WRONG));
  return Math.max(pollIntervalMillis * factor, restAfter(busyMillis));
}

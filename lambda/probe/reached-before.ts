import { type ReachedMember, type UnansweredMember } from '../topology/observation';
import { DialError, type DialStage } from './dial/dial-error';

/** How far a member was climbed, and where. */
export type Climbed = Pick<UnansweredMember, 'reached' | 'address'>;

const BEFORE: Readonly<Record<DialStage, ReachedMember['reached'] | undefined>> = {
  RESOLVED: undefined,
  CONNECTED: 'RESOLVED',
  HANDSHAKE: 'CONNECTED',
};

/** What was reached before this error; `connected` if it came after the connection had been opened. */
export function reachedBefore(error: unknown, connected: Climbed): Climbed {
  if (!(error instanceof DialError)) return connected;
  const reached = BEFORE[error.stage];
  return { ...(reached && { reached }), ...(error.address !== undefined && { address: error.address }) };
}

import { type Fault } from './fault-table';
import { fits, seeEnd, seeFault, type Seen, type Watching } from './see-fault';

/** The gate says of the member what the table says, and decides nothing else. While the fault lasts it does not open. */
export async function expectFault(fault: Fault, memberId: string, watching: Watching): Promise<void> {
  expectSeen(fault, await seeFault(fault, memberId, watching));
}

/** The same of what was seen elsewhere. */
export function expectSeen(fault: Fault, { said, decided, ended }: Seen): void {
  if (!said.some((words) => fits(words, fault))) expect(said).toContain(`${fault.rungs}: ${fault.says}`);
  expect([decided, ended]).toEqual([[fault.then], fault.then]);
}

/** The gate waits while the fault lasts; when it is over, the same watch opens, and not before. */
export async function expectWaitAndOpen(fault: Fault, memberId: string, watching: Watching, repair: () => Promise<unknown>): Promise<void> {
  expectWaited(fault, await seeFault(fault, memberId, watching, repair));
}

/** The same of what was seen elsewhere. */
export function expectWaited(fault: Fault, { said, decided, ended }: Seen): void {
  if (!said.some((words) => fits(words, fault))) expect(said).toContain(`${fault.rungs}: ${fault.says}`);
  expect([fault.then, decided, ended]).toEqual(['waits', ['waits', 'open'], 'open']);
}

/** Nothing is wrong: the gate opens. */
export async function expectOpen(watching: Watching): Promise<void> {
  const verdict = await seeEnd(watching);
  expect([verdict.kind, verdict.members.filter(({ onTarget }) => !onTarget)]).toEqual(['open', []]);
}

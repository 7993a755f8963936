import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { descendantsOf, leftIn, survivors } from './support/leftovers';
import { spawnRehearsal } from './support/spawn-rehearsal';
import { temporaryFolder } from './support/temporary-folder';

const TEST_MILLIS = 180_000;
const FAREWELL_MILLIS = 15_000;

describe('a rehearsal that is interrupted', () => {
  const folder = temporaryFolder();

  test.each<[NodeJS.Signals, string, string]>([
    ['SIGTERM', 'while the CDK CLI synthesizes', 'create (deployment 1 of 6)'],
    ['SIGINT', 'in the middle of the flip', 'announces ::1'],
  ])(
    '%s %s: exit code 130, no process and no file left',
    async (signal, _, seen) => {
      const temporary = join(folder, signal);
      mkdirSync(temporary);
      const rehearsal = spawnRehearsal([], temporary);
      while (!rehearsal.output().includes(seen) && rehearsal.child.exitCode === null) await pause(20);
      // so that the programs that the line announces have started
      await pause(1000);
      const started = descendantsOf(rehearsal.child.pid ?? 0);

      rehearsal.child.kill(signal);
      const interruptedAt = Date.now();
      const exitCode = await rehearsal.ended;

      expect(exitCode).toBe(130);
      expect(Date.now() - interruptedAt).toBeLessThan(FAREWELL_MILLIS);
      expect(rehearsal.output()).toContain('interrupted: ending everything that was started');
      expect(started.length).toBeGreaterThan(1);
      expect(await survivors(started)).toEqual([]);
      expect(leftIn(temporary)).toEqual([]);
    },
    TEST_MILLIS,
  );
});

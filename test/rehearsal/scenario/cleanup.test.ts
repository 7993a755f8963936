import { Cleanup } from '../../../rehearsal/scenario/cleanup';

describe('Cleanup', () => {
  test('ends last what was begun first, and each once', async () => {
    const ended: string[] = [];
    const cleanup = new Cleanup();
    cleanup.add(() => void ended.push('first begun'));
    cleanup.add(() => void ended.push('second begun'));

    await Promise.all([cleanup.run(), cleanup.run()]);

    expect(ended).toEqual(['second begun', 'first begun']);
  });

  test('one that fails is reported and does not keep the others', async () => {
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const ended: string[] = [];
    const cleanup = new Cleanup();
    cleanup.add(() => void ended.push('other'));
    cleanup.add(() => Promise.reject(new Error('already gone')));

    await cleanup.run();

    expect(ended).toEqual(['other']);
    expect(stderr).toHaveBeenCalledWith('rehearsal: while cleaning up: already gone\n');
    stderr.mockRestore();
  });

  test('what is added after the clean-up has begun is ended at once', async () => {
    const ended: string[] = [];
    const cleanup = new Cleanup();
    await cleanup.run();
    cleanup.add(() => void ended.push('late'));
    await new Promise(setImmediate);

    expect(ended).toEqual(['late']);
  });
});

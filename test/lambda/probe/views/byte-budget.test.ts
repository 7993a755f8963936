import { ByteBudget } from '../../../../lambda/probe/views/byte-budget';

/** Work that ends when the test says so. */
class Jobs {
  public readonly running = new Set<string>();
  private readonly ends = new Map<string, () => void>();
  public constructor(private readonly budget: ByteBudget) {}
  public start(name: string, bytes: number): Promise<string> {
    return this.budget.spend(bytes, async () => {
      this.running.add(name);
      await new Promise<void>((resolve) => this.ends.set(name, resolve));
      this.running.delete(name);
      return name;
    });
  }
  public async end(name: string): Promise<void> {
    this.ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('ByteBudget', () => {
  test('lets in what there is room for, the others in their order', async () => {
    const jobs = new Jobs(new ByteBudget(100));
    const all = ['a 60', 'b 40', 'c 50', 'd 10'].map((job) => jobs.start(job, Number(job.slice(2))));
    await settled();
    expect([...jobs.running]).toEqual(['a 60', 'b 40']);
    await jobs.end('b 40');
    // d would fit, but c comes before it: nobody waits for ever
    expect([...jobs.running]).toEqual(['a 60']);
    await jobs.end('a 60');
    expect([...jobs.running]).toEqual(['c 50', 'd 10']);
    await jobs.end('c 50');
    await jobs.end('d 10');
    expect(await Promise.all(all)).toEqual(['a 60', 'b 40', 'c 50', 'd 10']);
  });

  test('whoever wants more than there is gets it alone', async () => {
    const jobs = new Jobs(new ByteBudget(100));
    const all = [jobs.start('small', 1), jobs.start('huge', 500), jobs.start('after', 1)];
    await settled();
    expect([...jobs.running]).toEqual(['small']);
    await jobs.end('small');
    expect([...jobs.running]).toEqual(['huge']);
    await jobs.end('huge');
    expect([...jobs.running]).toEqual(['after']);
    await jobs.end('after');
    expect(await Promise.all(all)).toEqual(['small', 'huge', 'after']);
  });

  test('work that fails gives its room back', async () => {
    const budget = new ByteBudget(10);
    await expect(budget.spend(10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await budget.spend(10, () => Promise.resolve('yes'))).toBe('yes');
  });
});

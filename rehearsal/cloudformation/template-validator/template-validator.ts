import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

interface Answer {
  readonly id: number;
  readonly findings?: readonly string[];
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (findings: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

/** Finds what CloudFormation would refuse: resource types and properties that there are not, attributes that nobody has. */
export class TemplateValidator {
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | undefined;
  private asked = 0;

  /** Loads the rules, so that the first template need not wait for that. */
  public start(): void {
    this.worker ??= this.newWorker();
  }

  /** Everything that is an error in a template; one line each. */
  public findings(template: string): Promise<readonly string[]> {
    this.start();
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker?.postMessage({ id, template });
    });
  }

  /** Safe to call twice. */
  public async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.failAll(new Error('the template validator was ended'));
    await worker?.terminate();
  }

  private newWorker(): Worker {
    const worker = new Worker(join(__dirname, 'validator.worker.cjs'));
    worker.on('message', ({ id, findings, error }: Answer) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (findings !== undefined) waiting?.resolve(findings);
      else waiting?.reject(new Error(`the template validator failed: ${error ?? 'no reason'}`));
    });
    worker.on('error', (error) => {
      this.failAll(error);
    });
    // nothing is to live longer because of it
    worker.unref();
    return worker;
  }

  private failAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}

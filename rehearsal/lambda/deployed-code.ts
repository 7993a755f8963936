import { makeDirectory, removeDirectory } from '../processes/ownership';
import { ExecutionEnvironment, type Job } from './execution-environment';
import { type Outcome } from './outcome';

export interface DeployedCodeOptions {
  /** Writes the files of the function. */
  unpack(directory: string): void;
  environment(directory: string): NodeJS.ProcessEnv;
  onLogLine(line: string): void;
}

/** What an invocation ended with, and whether a process had to be started for it. */
export interface DeployedOutcome extends Outcome {
  readonly coldStart: boolean;
}

/**
 * One version of a function's code and configuration with its warm processes. An invocation has a process to itself, as
 * in AWS: two at the same time need two processes.
 */
export class DeployedCode {
  private readonly directory: string;
  private readonly processes = new Set<ExecutionEnvironment>();
  private readonly idle: ExecutionEnvironment[] = [];
  private retired = false;

  public constructor(private readonly options: DeployedCodeOptions) {
    this.directory = makeDirectory('function-');
    try {
      options.unpack(this.directory);
    } catch (error) {
      removeDirectory(this.directory);
      throw error;
    }
  }

  public async invoke(job: Job): Promise<DeployedOutcome> {
    const warm = this.takeIdle();
    const environment = warm ?? this.start();
    try {
      return { ...(await environment.invoke(job)), coldStart: warm === undefined };
    } finally {
      if (!this.retired && environment.isUsable()) this.idle.push(environment);
      else this.end(environment);
    }
  }

  /** No further invocations; those that run finish first: a handler may have answered CloudFormation and not returned yet. */
  public retire(): void {
    this.retired = true;
    for (const environment of this.idle.splice(0)) this.end(environment);
    this.removeWhenUnused();
  }

  /** Ends what runs, too. */
  public abort(): void {
    this.retire();
    for (const environment of this.processes) this.end(environment);
  }

  private takeIdle(): ExecutionEnvironment | undefined {
    for (let candidate = this.idle.pop(); candidate !== undefined; candidate = this.idle.pop()) {
      if (candidate.isUsable()) return candidate;
      this.end(candidate);
    }
    return undefined;
  }

  private start(): ExecutionEnvironment {
    const environment = new ExecutionEnvironment({
      codeDirectory: this.directory,
      environment: this.options.environment(this.directory),
      onLogLine: (line) => {
        this.options.onLogLine(line);
      },
    });
    this.processes.add(environment);
    return environment;
  }

  private end(environment: ExecutionEnvironment): void {
    environment.kill();
    this.processes.delete(environment);
    this.removeWhenUnused();
  }

  private removeWhenUnused(): void {
    if (this.retired && this.processes.size === 0) removeDirectory(this.directory);
  }
}

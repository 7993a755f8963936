import { type AddressFamily } from '../../../lambda/topology/address-family';
import { type CacheMember } from '../../elasticache/cache-member';
import { type NodeProgress } from '../../view/progress';
import { OneNodeCheck } from './one-node-check';
import { SampledCluster } from './sampled-cluster';
import { TruthSampler, type ViewCompletion } from './truth-sampler';

/** Watches a flip from outside: the truth of every node, and the check of one node that people write by hand. */
export class FlipWatch {
  private readonly truthConnections: SampledCluster;
  private readonly checkConnection: SampledCluster;
  private readonly sampler: TruthSampler;
  private readonly check: OneNodeCheck;

  public constructor(members: readonly CacheMember[], target: AddressFamily) {
    this.truthConnections = new SampledCluster(members);
    this.sampler = new TruthSampler(this.truthConnections.nodes, target);
    // the first node is the one that the configuration endpoint leads to
    this.checkConnection = new SampledCluster(members.slice(0, 1));
    const [asked] = this.checkConnection.nodes;
    this.check = new OneNodeCheck(() => asked?.askSlots() ?? Promise.resolve(undefined), target);
  }

  public start(): void {
    this.sampler.start();
  }

  /** From now on one node is asked each second, as after the call that modifies the replication group has returned. */
  public startOneNodeCheck(): void {
    this.check.start();
  }

  public async stop(): Promise<void> {
    await Promise.all([this.sampler.stop(), this.check.stop()]);
    this.truthConnections.close();
    this.checkConnection.close();
  }

  public progress(): readonly NodeProgress[] {
    return this.sampler.progress();
  }

  public completions(): readonly ViewCompletion[] {
    return this.sampler.completions();
  }

  /** When the one-node check was satisfied. */
  public get oneNodeSatisfiedAt(): number | undefined {
    return this.check.satisfiedAt;
  }
}

import { NodeConnection } from '../../cluster/node-connection';
import { type CacheMember } from '../../elasticache/cache-member';
import { type SampledNode } from './truth-sampler';

/** Connections of our own to every node of a cluster, shared with nobody. */
export class SampledCluster {
  public readonly nodes: readonly SampledNode[];
  private readonly connections: readonly NodeConnection[];

  public constructor(members: readonly CacheMember[]) {
    const connected = members.map((member) => ({ ...member, connection: new NodeConnection({ port: member.node.port }) }));
    this.connections = connected.map(({ connection }) => connection);
    this.nodes = connected.map(({ memberId, node, connection }) => ({
      memberId,
      id: node.id,
      askSlots: () => connection.command(['CLUSTER', 'SLOTS']),
    }));
  }

  public close(): void {
    for (const connection of this.connections) {
      connection.close();
    }
  }
}

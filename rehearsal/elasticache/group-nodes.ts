import { type CertificateAuthority } from '../certificates/certificate-authority';
import { type CacheCluster, type ClusterOptions } from '../cluster/cluster';
import { controlUserArguments } from '../cluster/control-user';
import { type NodeTls } from '../cluster/node-tls';
import { type EndpointNames } from './endpoint-names';
import { type GroupConfiguration } from './group-configuration';

/** How the nodes of a group are started. */
export interface GroupNodesOptions {
  readonly startNodes: (options: ClusterOptions) => Promise<CacheCluster>;
  /** `cluster-node-timeout` of the nodes. */
  readonly nodeTimeoutMillis: number | undefined;
  /** Signs the certificates of nodes with TLS. */
  readonly authority: () => Promise<CertificateAuthority>;
}

/** Starts the nodes of a group as it is configured; who may log in is told to them later. */
export async function startGroupNodes(configuration: GroupConfiguration, names: EndpointNames, options: GroupNodesOptions): Promise<CacheCluster> {
  const { nodeGroups, ipDiscovery, clusterEnabled, transitEncryption, authToken, userGroupIds } = configuration;
  return options.startNodes({
    ...{ shards: nodeGroups.length, replicasPerShard: 0, oneByOne: nodeGroups, announce: ipDiscovery },
    ...(clusterEnabled ? {} : { clusterMode: false }),
    ...(transitEncryption ? { tls: await certify(names, await options.authority()) } : {}),
    ...(options.nodeTimeoutMillis === undefined ? {} : { nodeTimeoutMillis: options.nodeTimeoutMillis }),
    ...(authToken === undefined && userGroupIds.length === 0 ? {} : { serverArguments: controlUserArguments() }),
  });
}

/** One certificate for the whole group, as ElastiCache has it. */
async function certify(names: EndpointNames, authority: CertificateAuthority): Promise<NodeTls> {
  const certificate = await authority.issue([names.wildcard]);
  return { ...certificate, authorityFile: authority.certificateFile, hostnameOf: names.nodeEndpointAt };
}

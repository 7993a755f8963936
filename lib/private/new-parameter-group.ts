import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { type CacheEngine } from '../replication-group/cache-engine';
import { ClusterMode } from '../replication-group/cluster-mode';

/** What a parameter group is made of. */
export interface ParameterSettings {
  readonly engine: CacheEngine;
  readonly clusterMode: ClusterMode;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly description: string;
}

/** The parameter that is said with `clusterMode`. */
export const CLUSTER_ENABLED = 'cluster-enabled';

/**
 * A parameter group with a name that CloudFormation makes up, so that the next one can be made before the old one is deleted.
 *
 * The step towards cluster mode takes another parameter group in the same call; `cluster-enabled` does not change in one that is
 * in use. So a group with cluster mode has another logical id than one without.
 *
 * @param idWithoutClusterMode its id if there is no cluster mode
 */
export function newParameterGroup(scope: Construct, id: string, idWithoutClusterMode: string, settings: ParameterSettings): CfnParameterGroup {
  const { engine, clusterMode, parameters = {}, description } = settings;
  const isCluster = clusterMode === ClusterMode.ENABLED || clusterMode === ClusterMode.COMPATIBLE;
  const properties = { ...(isCluster && { [CLUSTER_ENABLED]: 'yes' }), ...parameters };
  return new CfnParameterGroup(scope, isCluster ? id : idWithoutClusterMode, {
    description,
    cacheParameterGroupFamily: engine.parameterGroupFamily,
    properties: Object.keys(properties).length === 0 ? undefined : properties,
  });
}

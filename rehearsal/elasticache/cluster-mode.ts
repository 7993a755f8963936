import { type Properties } from '../cloudformation/resource-provider';

/** `ClusterMode` of the API. */
export type ClusterMode = 'enabled' | 'disabled' | 'compatible';

export const CLUSTER_MODES: readonly ClusterMode[] = ['enabled', 'disabled', 'compatible'];

/** The cluster mode of a template that does not say it. */
export function impliedClusterMode({ CacheParameterGroupName, NumNodeGroups }: Properties): ClusterMode {
  const hasParameters = typeof CacheParameterGroupName === 'string' && CacheParameterGroupName.endsWith('.cluster.on');
  return NumNodeGroups !== undefined || hasParameters ? 'enabled' : 'disabled';
}

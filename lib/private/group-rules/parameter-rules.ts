import { FAMILIES_WITH_DATA_TIERING, factsOfNodeType } from '../node-type-facts';
import { valueProblem } from '../parameter-values';
import { type GroupRule, known } from './group-rule';

export const PARAMETER_VALUE_INVALID: GroupRule = {
  code: 'ParameterValueInvalid',
  refuses: 'a value that ElastiCache does not take for a parameter, as far as the library knows the parameter',
  problem: ({ parameters }) => valueProblem(known(parameters) ?? {}),
};

/** Eviction that has nothing to do with when an item was used, by which items move to SSD and back. */
const POLICIES_WITHOUT_TIERING = ['volatile-random', 'allkeys-random', 'volatile-ttl'];

/** Whether the parameter group fits. Judged where it is a resource of the app. */
export const PARAMETER_RULES: readonly GroupRule[] = [
  {
    code: 'ParameterGroupClusterMode',
    refuses: 'a parameter group whose `cluster-enabled` contradicts `clusterMode`',
    problem: ({ clusterMode, parametersEnableCluster }) => {
      const mode = known(clusterMode);
      const isEnabled = known(parametersEnableCluster);
      return mode !== undefined && isEnabled !== undefined && isEnabled !== (mode !== 'disabled')
        ? `clusterMode is "${mode}" but cluster-enabled of the parameter group is "${isEnabled ? 'yes' : 'no'}": use a parameter ` +
            'group in which cluster-enabled agrees with clusterMode, or change clusterMode'
        : undefined;
    },
  },
  {
    code: 'ParameterGroupFamilyMismatch',
    refuses: 'a parameter group of another engine or version',
    problem: ({ engine, engineVersion, parameterGroupFamily }) => {
      const [name, version, family] = [known(engine), known(engineVersion), known(parameterGroupFamily)];
      const fitting = name === undefined || version === undefined ? undefined : familyOf(name, version);
      return family !== undefined && fitting !== undefined && !family.startsWith(fitting)
        ? `engine is ${name ?? 'redis'} ${version ?? ''} but the parameter group is of the family ${JSON.stringify(family)}: use one of the ` +
            `family ${JSON.stringify(fitting)}`
        : undefined;
    },
  },
  PARAMETER_VALUE_INVALID,
  {
    code: 'DataTieringEvictionPolicy',
    refuses: 'the `maxmemory-policy` `volatile-random`, `allkeys-random` or `volatile-ttl` with data tiering',
    problem: ({ nodeType, parameters }) => {
      const family = factsOfNodeType(known(nodeType) ?? '').family;
      const policy = known(known(parameters)?.['maxmemory-policy']);
      return family !== undefined && FAMILIES_WITH_DATA_TIERING.includes(family) && policy !== undefined && POLICIES_WITHOUT_TIERING.includes(policy)
        ? `parameter maxmemory-policy is ${JSON.stringify(policy)} but nodeType is ${JSON.stringify(nodeType)}, whose data tiering goes by ` +
            'when items were used: use for example "volatile-lru" or "noeviction", or another node type'
        : undefined;
    },
  },
];

/** Only of engines whose families are known to follow from the version. */
function familyOf(engine: string, version: string): string | undefined {
  const major = /^(\d+)/.exec(version)?.[1];
  const isKnown = engine === 'valkey' || (engine === 'redis' && Number(major) >= 7);
  return isKnown && major !== undefined ? `${engine}${major}` : undefined;
}

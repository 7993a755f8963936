import { CfnParameterGroup, type CfnReplicationGroup } from 'aws-cdk-lib/aws-elasticache';
import { type Fact, UNKNOWN } from './fact';
import { stringFact } from './fact-readers';
import { finalProperties, type TemplateProperties } from './final-properties';
import { referenceTarget } from './reference-target';

/** What is known of the parameter group: see `GroupFacts`. */
export interface ParameterGroupFacts {
  readonly parameterGroupFamily: Fact<string>;
  readonly parametersEnableCluster: Fact<boolean>;
}

/** Nothing is known of a parameter group that is not in the app, except for those of AWS. */
export function parameterGroupFactsOf(group: CfnReplicationGroup, properties: TemplateProperties): ParameterGroupFacts {
  const name = properties['CacheParameterGroupName'];
  if (typeof name === 'string') {
    return factsOfName(name);
  }
  const parameters = referenceTarget(group.cacheParameterGroupName);
  if (!CfnParameterGroup.isCfnParameterGroup(parameters)) {
    return { parameterGroupFamily: UNKNOWN, parametersEnableCluster: UNKNOWN };
  }
  const written = finalProperties(parameters);
  const values = written['Properties'] as TemplateProperties | undefined;
  const enabled = stringFact(values?.['cluster-enabled']);
  return {
    parameterGroupFamily: stringFact(written['CacheParameterGroupFamily']),
    parametersEnableCluster: enabled === UNKNOWN ? UNKNOWN : enabled === 'yes',
  };
}

/** The groups of AWS say it in their names: `default.valkey8.cluster.on`. */
function factsOfName(name: string): ParameterGroupFacts {
  const family = /^default\.(.+?)(\.cluster\.on)?$/.exec(name);
  return family === null
    ? { parameterGroupFamily: UNKNOWN, parametersEnableCluster: UNKNOWN }
    : { parameterGroupFamily: family[1], parametersEnableCluster: family[2] !== undefined };
}

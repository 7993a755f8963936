import { Stack } from 'aws-cdk-lib';
import { CfnParameterGroup } from 'aws-cdk-lib/aws-elasticache';
import { type Fact, UNKNOWN } from './fact';
import { stringFact } from './fact-readers';
import { finalProperties, isOverridden, type TemplateProperties } from './final-properties';
import { referenceTarget } from './reference-target';
import { settled } from './stated-properties';

/** What is known of the parameter group: see `GroupFacts`. */
export interface ParameterGroupFacts {
  /** Family of the parameter group, if that is in the app or of AWS. */
  readonly parameterGroupFamily: Fact<string>;
  /** Whether the parameter group says `cluster-enabled`, if that is in the app or of AWS. */
  readonly parametersEnableCluster: Fact<boolean>;
  /** The parameters that differ from those of AWS, by name. */
  readonly parameters: Fact<Readonly<Record<string, Fact<string>>>>;
}

/** How to look at an L1: through its getters while the app is being built, through its template during synthesis. */
export type ParameterGroupReader = (parameterGroup: CfnParameterGroup) => TemplateProperties;

export const readParametersDuringConstruction: ParameterGroupReader = ({ cacheParameterGroupFamily, properties }) => ({
  CacheParameterGroupFamily: cacheParameterGroupFamily,
  Properties: properties,
});

export const readParametersInTemplate: ParameterGroupReader = (parameterGroup) =>
  isOverridden(parameterGroup, 'Properties')
    ? finalProperties(parameterGroup)
    : settled(Stack.of(parameterGroup), readParametersDuringConstruction(parameterGroup));

const NOTHING_KNOWN: ParameterGroupFacts = {
  parameterGroupFamily: UNKNOWN,
  parametersEnableCluster: UNKNOWN,
  parameters: UNKNOWN,
};

/**
 * Nothing is known of a parameter group that is not in the app, except for those of AWS.
 *
 * @param name a name, or a reference to the parameter group
 */
export function parameterGroupFactsOf(name: unknown, read: ParameterGroupReader): ParameterGroupFacts {
  const parameterGroup = referenceTarget(name);
  if (!CfnParameterGroup.isCfnParameterGroup(parameterGroup)) {
    const literal = stringFact(name);
    return typeof literal === 'string' ? factsOfName(literal) : NOTHING_KNOWN;
  }
  const written = read(parameterGroup);
  const parameters = valuesOf(written['Properties']);
  const enabled = parameters === UNKNOWN ? UNKNOWN : parameters?.['cluster-enabled'];
  return {
    parameterGroupFamily: stringFact(written['CacheParameterGroupFamily']),
    parametersEnableCluster: enabled === UNKNOWN ? UNKNOWN : enabled === 'yes',
    parameters,
  };
}

function valuesOf(properties: unknown): ParameterGroupFacts['parameters'] {
  if (properties === undefined) {
    return {};
  }
  const isRecord = typeof properties === 'object' && properties !== null && !('resolve' in properties);
  return isRecord ? Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, stringFact(value)])) : UNKNOWN;
}

/** The groups of AWS say it in their names: `default.valkey8.cluster.on`. */
function factsOfName(name: string): ParameterGroupFacts {
  const family = /^default\.(.+?)(\.cluster\.on)?$/.exec(name);
  return family === null
    ? NOTHING_KNOWN
    : { parameterGroupFamily: family[1], parametersEnableCluster: family[2] !== undefined, parameters: {} };
}

import { type CatalogueEntry } from './error-catalogue';
import { stringFact } from './fact-readers';
import { PARAMETER_VALUE_INVALID } from './group-rules/parameter-rules';
import { CLUSTER_ENABLED } from './new-parameter-group';
import { valueProblem } from './parameter-values';
import { type Problem } from './validation-error';

export const PARAMETER_CLUSTER_ENABLED: CatalogueEntry = {
  code: 'ParameterClusterEnabled',
  refuses: '`cluster-enabled` among `parameters`, where `clusterMode` says it',
};

/** What is wrong with parameters that somebody wants to set. */
export function parameterProblems(parameters: Readonly<Record<string, string>>): readonly Problem[] {
  const facts = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, stringFact(value)] as const));
  const invalid = valueProblem(facts);
  const isTwice = CLUSTER_ENABLED in parameters;
  return [
    ...(isTwice ? [{ code: PARAMETER_CLUSTER_ENABLED.code, message: alreadySaid() }] : []),
    ...(invalid === undefined ? [] : [{ code: PARAMETER_VALUE_INVALID.code, message: invalid }]),
  ];
}

function alreadySaid(): string {
  return `parameter ${CLUSTER_ENABLED} is set but follows from clusterMode: leave it out, and use clusterMode`;
}

import { type Scenario } from '../scenario';
import { CLUSTER_MODE_SCENARIO } from './cluster-mode';
import { conditionGateScenario } from './condition-gate';
import { exampleScenarios } from './examples';
import { FLIP_SCENARIO } from './flip';
import { guardScenario } from './guard';
import { IAM_FLIP_SCENARIO } from './iam-flip';
import { SERVERLESS_SCENARIO } from './serverless';

/** All scenarios: the flip, which is measured, first, and after it the longest first. */
export function allScenarios(): readonly Scenario[] {
  return [FLIP_SCENARIO, guardScenario(), CLUSTER_MODE_SCENARIO, SERVERLESS_SCENARIO, IAM_FLIP_SCENARIO, conditionGateScenario(), ...exampleScenarios()];
}

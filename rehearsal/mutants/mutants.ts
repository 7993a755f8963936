import { type Scenario } from '../scenario/scenario';
import { FLIP_SCENARIO } from '../scenario/scenarios/flip';
import { guardScenario } from '../scenario/scenarios/guard';
import { IAM_FLIP_SCENARIO } from '../scenario/scenarios/iam-flip';
import { type Mutant } from './mutant';

/** The scenario without what the mutant does not need, under the name of the mutant. */
function shortened(name: string, scenario: Scenario, ...deployments: readonly string[]): Scenario {
  return { ...scenario, name, quiet: true, deployments: scenario.deployments.filter((deployment) => deployments.includes(deployment.name)) };
}

const FLIPS = (name: string): Scenario => shortened(name, FLIP_SCENARIO, 'create', 'flip to ipv6', 'flip back to ipv4');
const CREATE = (name: string): Scenario => shortened(name, FLIP_SCENARIO, 'create');
const STAYS_BEHIND = (name: string): Scenario => shortened(name, FLIP_SCENARIO, 'create', 'flip, one node stays behind');
const MUTE_NODE = (name: string): Scenario => shortened(name, IAM_FLIP_SCENARIO, 'create', 'flip, a node does not listen');
const NAIVE_EDIT = (name: string): Scenario => shortened(name, guardScenario(), 'create, and fill with data', 'naive edit of the group');

const mutant = (name: string, bundle: Mutant['bundle'], scenario: (name: string) => Scenario, found: RegExp): Mutant => ({
  name,
  bundle,
  scenario: scenario(name),
  found,
});

/** Every way in which the product is broken, and what the rehearsal must say of it; the longest first. */
export const MUTANTS: readonly Mutant[] = [
  mutant('gate-blocks-rollbacks', 'gate', STAYS_BEHIND, /the stack is UPDATE_ROLLBACK_FAILED instead of UPDATE_ROLLBACK_COMPLETE/),
  mutant('reachability-opens-at-once', 'gate', MUTE_NODE, /ModifyReplicationGroup was called for .* while a reachability gate waited/),
  mutant('probe-believes-one-node', 'probe', FLIPS, /the gate opened \d+ ms before every node's view was complete/),
  mutant('gate-opens-at-once', 'gate', FLIPS, /the gate did not open, or some view never became complete/),
  mutant('guard-passes-always', 'gate', NAIVE_EDIT, /CreateReplicationGroup was called for .*, although the replacement was refused/),
  mutant('gate-logs-its-event', 'gate', CREATE, /a response URL is in the log of /),
  mutant('gate-logs-its-environment', 'gate', CREATE, /a secret access key is in the log of /),
];

import { join } from 'node:path';
import { PROPAGATION_GATE_RESOURCE_TYPE } from '../../lib/gates/contract';
import { EXAMPLES_FOLDER } from '../../rehearsal/scenario/examples-folder';

/** One way to wait for a flip, as an app of its own. */
export interface Way {
  readonly name: 'gate' | 'plainProvider';
  readonly label: string;
  /** Folder of the folder of the app. */
  readonly apps: string;
  readonly app: string;
  readonly stack: string;
  /** Type of the custom resource that waits. */
  readonly resourceType: string;
}

/** The gate, and a `Provider` of aws-cdk-lib with a function that asks one node, every 5 s. Both wait for the same group. */
export const WAYS: readonly Way[] = [
  {
    name: 'gate',
    label: 'the gate (asks every node, up to ten times a second)',
    apps: EXAMPLES_FOLDER,
    app: 'cluster-mode-flip',
    stack: 'CacheStack',
    resourceType: PROPAGATION_GATE_RESOURCE_TYPE,
  },
  {
    name: 'plainProvider',
    label: 'a plain Provider (asks one node, every 5 s)',
    apps: join(__dirname, 'apps'),
    app: 'plain-provider',
    stack: 'PlainProviderStack',
    resourceType: 'Custom::PlainWait',
  },
];

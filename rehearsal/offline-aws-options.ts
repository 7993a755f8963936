import { type TemplateValidator } from './cloudformation/template-validator/template-validator';
import { type Log } from './log';

/** How an offline AWS is started. */
export interface OfflineAwsOptions {
  readonly log: Log;
  /** Pause between two nodes that change what they announce. */
  readonly nodeDelayMillis: number;
  /** Whoever gives one ends it. @default - one of its own */
  readonly validator?: TemplateValidator | undefined;
}

import { type RehearsalView } from '../view/rehearsal-view';
import { type CdkCli } from './cdk-cli';
import { type RehearsedAws } from './rehearsed-aws';

/** Where deployments take place: an offline AWS, and a CDK CLI that can reach nothing else. */
export interface Stage {
  readonly aws: RehearsedAws;
  readonly cdk: CdkCli;
  readonly view: RehearsalView;
}

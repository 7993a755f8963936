import { CloudFormation, type CloudFormationOptions } from '../../../rehearsal/cloudformation/engine';
import { cloudFormationService } from '../../../rehearsal/cloudformation/cloudformation-service';
import { startFrontDoor, type FrontDoor } from '../../../rehearsal/http/front-door';
import { cloudTrailService } from '../../../rehearsal/storage/cloudtrail-service';
import { ObjectStore } from '../../../rehearsal/storage/object-store';
import { s3Service } from '../../../rehearsal/storage/s3-service';
import { SsmParameters } from '../../../rehearsal/storage/ssm-parameters';
import { ssmService } from '../../../rehearsal/storage/ssm-service';
import { stsService } from '../../../rehearsal/storage/sts-service';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** The engine behind a real front door, with the services that need nothing else. */
export interface Offline {
  readonly engine: CloudFormation;
  readonly door: FrontDoor;
  readonly objects: ObjectStore;
  readonly parameters: SsmParameters;
  readonly lines: readonly string[];
  close(): Promise<void>;
}

export async function startOffline(options: Partial<CloudFormationOptions> = {}): Promise<Offline> {
  const objects = new ObjectStore();
  const parameters = new SsmParameters();
  const lines: string[] = [];
  const log = (source: string, line: string): void => void lines.push(`[${source}] ${line}`);
  const engine = new CloudFormation({
    region: REGION,
    account: ACCOUNT,
    providers: { 'AWS::SSM::Parameter': parameters },
    invokeFunction: () => Promise.reject(new Error('no function here')),
    readParameter: (name) => parameters.get(name)?.value,
    log,
    ...options,
  });
  const door = await startFrontDoor({
    services: [
      cloudFormationService(engine, (url) => objects.at(url)?.toString('utf8')),
      s3Service(objects),
      ssmService(parameters),
      stsService(ACCOUNT),
      cloudTrailService(),
    ],
    callers: { callerOf: () => undefined },
    onResponse: (token, body) => engine.respond(token, body),
    log,
  });
  const close = async (): Promise<void> => {
    await engine.close();
    await door.close();
  };
  return { engine, door, objects, parameters, lines, close };
}

import { type ProbeResult } from '../lambda/probe/probe-result';
import { authorizedCloudFormation } from './authorized-cloudformation';
import { type CacheCluster, type ClusterOptions } from './cluster/cluster';
import { startCluster } from './cluster/start-cluster';
import { cloudControlService } from './cloudcontrol/cloud-control-service';
import { cloudFormationService } from './cloudformation/cloudformation-service';
import { type CustomResourceRequest } from './cloudformation/custom-resource-events';
import { CloudFormation } from './cloudformation/engine';
import { TemplateValidator } from './cloudformation/template-validator/template-validator';
import { cloudWatchService } from './cloudwatch/cloudwatch-service';
import { reportersOf } from './cloudwatch/reporters';
import { RehearsalAuthority } from './certificates/rehearsal-authority';
import { NameServer } from './dns/name-server';
import { type CacheMember } from './elasticache/cache-member';
import { elastiCacheService } from './elasticache/elasticache-service';
import { readableCacheTypes } from './elasticache/readable-types';
import { type ReplicationGroup } from './elasticache/replication-group';
import { ReplicationGroups } from './elasticache/replication-groups';
import { type ServerlessCache } from './elasticache/serverless/serverless-cache';
import { ServerlessCaches } from './elasticache/serverless/serverless-caches';
import { IamTokens } from './elasticache/users/iam-tokens';
import { startFrontDoor, type FrontDoor } from './http/front-door';
import { Iam } from './iam/iam';
import { FunctionPermissions } from './lambda/function-permissions';
import { LambdaFunctions } from './lambda/lambda-functions';
import { lambdaService } from './lambda/lambda-service';
import { type Log } from './log';
import { type OfflineAwsOptions } from './offline-aws-options';
import { PLACE } from './place';
import { DeploymentJournal } from './scenario/deployment-journal';
import { probeResultsIn } from './scenario/probe-results';
import { type RehearsedAws } from './scenario/rehearsed-aws';
import { offlineKeys, secretsOfUrl } from './scenario/handed-out-secrets';
import { type Secret } from './scenario/secret-search';
import { writeJournal } from './scenario/write-journal';
import { readSecret } from './secretsmanager/read-secret';
import { SecretRotations } from './secretsmanager/secret-rotations';
import { Secrets } from './secretsmanager/secrets';
import { secretsManagerService } from './secretsmanager/secrets-manager-service';
import { StateMachines } from './stepfunctions/state-machines';
import { stepFunctionsService } from './stepfunctions/step-functions-service';
import { cloudTrailService } from './storage/cloudtrail-service';
import { ObjectStore } from './storage/object-store';
import { s3Service } from './storage/s3-service';
import { SsmParameters } from './storage/ssm-parameters';
import { ssmService } from './storage/ssm-service';
import { stsService } from './storage/sts-service';

/** Every service that the CDK CLI and the functions of a gate call, behind one address on the loopback. */
export class OfflineAws implements RehearsedAws {
  /** Starts it; it answers on a free port of the loopback. */
  public static async start(options: OfflineAwsOptions): Promise<OfflineAws> {
    const aws = new OfflineAws(options);
    // before the first function: its process reads whom to trust when it starts
    await aws.authority.create();
    aws.door = await aws.openDoor(options.log);
    return aws;
  }

  public readonly region = PLACE.region;
  /** The replication groups of the account, whoever made them. */
  public readonly groups: ReplicationGroups;
  /** The same of the serverless caches. */
  public readonly serverless: ServerlessCaches;
  private readonly validator: TemplateValidator;
  private readonly objects = new ObjectStore();
  private readonly parameters = new SsmParameters();
  private readonly keptSecrets = new Secrets();
  private readonly permissions = new FunctionPermissions();
  private readonly rotations: SecretRotations;
  private readonly names = new NameServer();
  private readonly authority = new RehearsalAuthority();
  private readonly iam: Iam;
  /** With a record of every invocation. */
  public readonly functions: LambdaFunctions;
  /** With a record of every execution. */
  public readonly machines: StateMachines;
  private readonly sharesValidator: boolean;
  private readonly engine: CloudFormation;
  private readonly responseUrls = new Set<string>();
  private lastCluster: CacheCluster | undefined;
  private journal = new DeploymentJournal();
  private door: FrontDoor | undefined;

  private constructor({ log, nodeDelayMillis, validator }: OfflineAwsOptions) {
    this.validator = validator ?? new TemplateValidator();
    this.sharesValidator = validator !== undefined;
    this.iam = new Iam(log);
    this.functions = new LambdaFunctions({
      endpointUrl: () => this.url,
      readAsset: (bucket, key) => this.objects.get(bucket, key),
      network: () => ({ names: this.names.file, authority: this.authority.certificateFile }),
      iam: this.iam,
      log,
    });
    this.rotations = new SecretRotations({ secrets: this.keptSecrets, functions: this.functions, permissions: this.permissions, log });
    this.machines = new StateMachines({ functions: this.functions, iam: this.iam, log });
    this.groups = new ReplicationGroups({
      log,
      nodeDelayMillis,
      startNodes: (nodes) => this.startNodes(nodes),
      names: this.names,
      authority: () => this.authority.require(),
      iamTokens: new IamTokens({ callers: () => this.functions.callers(), iam: this.iam, ...PLACE }),
    });
    this.serverless = new ServerlessCaches({
      log,
      startNodes: (nodes) => this.startNodes(nodes),
      names: this.names,
      checkUserGroup: (id) => void this.groups.users.usersOf([id]),
    });
    this.engine = this.newEngine(log);
  }

  /** Loads what the first deployment would wait for. */
  public prepare(): void {
    this.validator.start();
  }

  /** For `AWS_ENDPOINT_URL`. */
  public get url(): string {
    return this.door?.url ?? '';
  }

  public writeInto(journal: DeploymentJournal): void {
    this.journal = journal;
  }

  public stackStatus(stackName: string): string {
    return this.engine.stacks.findLast(({ name }) => name === stackName)?.status ?? 'there is no stack';
  }

  public probeResults(): readonly ProbeResult[] {
    return probeResultsIn(this.functions.invocations);
  }

  public members(): readonly CacheMember[] {
    return this.groups.members();
  }

  public stackNames(): readonly string[] {
    return [...new Set(this.engine.stacks.map(({ name }) => name))];
  }

  public resourceCount(stackName: string): number {
    return this.engine.find(stackName)?.resources.size ?? 0;
  }

  public groupsOf(stackName: string): readonly ReplicationGroup[] {
    return this.groups.all().filter(({ id }) => this.physicalIds(stackName).includes(id));
  }

  public serverlessOf(stackName: string): readonly ServerlessCache[] {
    return this.serverless.all().filter(({ id }) => this.physicalIds(stackName).includes(id));
  }

  public keepBehind(memberId: string | undefined): void {
    this.groups.neverConverge = (asked) => asked === memberId;
  }

  /** What the cache is, or was, made of; nothing before the first replication group. */
  public cluster(): Pick<CacheCluster, 'kind' | 'serverVersion'> | undefined {
    return this.lastCluster;
  }

  /** Operations that were called and that nobody answers. */
  public unknownOperations(): readonly string[] {
    return this.door?.unknownOperations ?? [];
  }

  /** What was handed out and must not be in any log. */
  public secrets(): readonly Secret[] {
    return [...offlineKeys(), ...[...this.responseUrls].flatMap(secretsOfUrl), ...this.keptSecrets.values().map((value) => ({ kind: 'value of a secret', value }))];
  }

  /** Ends everything: operations, functions, nodes, and last the door. Safe to call twice. */
  public async close(): Promise<void> {
    // the engine waits for what runs, and that ends sooner when nobody answers it any more
    this.functions.close();
    await Promise.all([this.engine.close(), this.machines.close(), this.rotations.close()]);
    // not before the engine: it may be about to make a group
    await Promise.all([this.groups.close(), this.serverless.close()]);
    await this.door?.close();
    if (!this.sharesValidator) await this.validator.close();
  }

  private physicalIds(stackName: string): readonly string[] {
    return [...(this.engine.find(stackName)?.resources.values() ?? [])].flatMap(({ state }) => state?.physicalId ?? []);
  }

  private async startNodes(options: ClusterOptions): Promise<CacheCluster> {
    this.lastCluster = await startCluster(options);
    return this.lastCluster;
  }

  private newEngine(log: Log): CloudFormation {
    const engine = new CloudFormation({
      ...PLACE,
      providers: {
        ...this.iam.providers,
        ...this.groups.providers,
        ...this.serverless.providers,
        'AWS::Lambda::Function': this.functions.provider(),
        'AWS::Lambda::Permission': this.permissions,
        'AWS::SecretsManager::Secret': this.keptSecrets,
        'AWS::SecretsManager::RotationSchedule': this.rotations.provider(),
        'AWS::StepFunctions::StateMachine': this.machines.provider(),
        'AWS::SSM::Parameter': this.parameters,
      },
      invokeFunction: (arn, event) => this.invokeForCloudFormation(arn, event),
      readParameter: (name) => this.parameters.get(name)?.value,
      readSecret: (reference) => readSecret(this.keptSecrets, reference),
      log,
    });
    writeJournal(engine, () => this.journal);
    return engine;
  }

  private async invokeForCloudFormation(functionArn: string, event: CustomResourceRequest): Promise<void> {
    this.responseUrls.add(event.ResponseURL);
    await this.functions.invoke(functionArn, JSON.stringify(event), 'Event');
  }

  private openDoor(log: Log): Promise<FrontDoor> {
    const cloudFormation = cloudFormationService(
      this.engine,
      (url) => this.objects.at(url)?.toString('utf8'),
      (template) => this.validator.findings(template),
    );
    return startFrontDoor({
      services: [
        authorizedCloudFormation(cloudFormation, this.engine, this.iam),
        lambdaService(this.functions, this.iam, log),
        elastiCacheService(this.groups, this.iam, PLACE, this.serverless),
        cloudControlService(readableCacheTypes(this.groups), this.iam),
        cloudWatchService(() => reportersOf(this.groups.all(), this.serverless.all()), this.iam),
        stepFunctionsService(this.machines, this.iam),
        s3Service(this.objects),
        secretsManagerService(this.keptSecrets, this.rotations, this.iam),
        ssmService(this.parameters),
        stsService(PLACE.account),
        cloudTrailService(),
      ],
      callers: this.functions,
      onResponse: (token, body) => this.engine.respond(token, body),
      log,
    });
  }
}

import { optionalText, recordList, requiredText, textList, type QueryParameters } from '../http/query-parameters';
import { queryService, type QueryActions } from '../http/query-service';
import { ServiceError, type Service } from '../http/service';
import { type XmlRecord } from '../http/xml';
import { changeSetAnswer, eventAnswer, resourceAnswer, stackAnswer, stackSummary } from './answers';
import { type ChangeSet, type ChangeSetRequest } from './change-set';
import { type CloudFormation } from './engine';
import { type ResourceToImport } from './imports';
import { type GivenParameter } from './parameters';
import { type Stack } from './stack';
import { parseTemplate, type Template, ValidationError } from './template';

/** The text of a template that was published under a URL. */
export type ReadTemplate = (url: string) => string | undefined;

/** What CloudFormation would refuse about the text of a template; one line each. */
export type FindProblems = (template: string) => Promise<readonly string[]>;

function given(parameters: QueryParameters): readonly GivenParameter[] {
  return recordList(parameters, 'Parameters').map((parameter) => {
    const value = parameter['ParameterValue'];
    return {
      key: requiredText(parameter, 'ParameterKey'),
      usePreviousValue: parameter['UsePreviousValue'] === 'true',
      ...(typeof value === 'string' ? { value } : {}),
    };
  });
}

/** The operations of CloudFormation, as the CDK CLI and a handler's SDK call them. */
class Actions {
  public constructor(
    private readonly engine: CloudFormation,
    private readonly readTemplate: ReadTemplate,
    private readonly findProblems: FindProblems,
  ) {}

  public all(): QueryActions {
    return { ...this.reading(), ...this.changeSets(), ...this.stacks() };
  }

  private reading(): QueryActions {
    return {
      DescribeStacks: (parameters) => ({ Stacks: this.described(parameters).map(stackAnswer) }),
      ListStacks: () => ({ StackSummaries: this.engine.stacks.map(stackSummary) }),
      GetTemplate: (parameters) => ({ TemplateBody: this.stack(parameters).current.body, StagesAvailable: ['Original', 'Processed'] }),
      GetTemplateSummary: (parameters) => this.templateSummary(parameters),
      DescribeStackEvents: (parameters) => ({ StackEvents: this.stackWithHistory(parameters).events.map(eventAnswer) }),
      // failures of hooks and early validation, of which the offline AWS has none
      DescribeEvents: () => ({ OperationEvents: [] }),
      DescribeStackResources: (parameters) => ({ StackResources: this.resources(parameters, 'Timestamp') }),
      ListStackResources: (parameters) => ({ StackResourceSummaries: this.resources(parameters, 'LastUpdatedTimestamp') }),
      DescribeStackResource: (parameters) => {
        const resource = this.stack(parameters).resources.get(requiredText(parameters, 'LogicalResourceId'));
        if (!resource) throw new ValidationError(`Resource ${requiredText(parameters, 'LogicalResourceId')} does not exist for stack ${requiredText(parameters, 'StackName')}`);
        return { StackResourceDetail: resourceAnswer(resource, 'LastUpdatedTimestamp') };
      },
    };
  }

  private changeSets(): QueryActions {
    return {
      CreateChangeSet: async (parameters) => {
        const { stack, changeSet } = this.engine.createChangeSet(await this.checked(this.changeSetRequest(parameters)));
        return { Id: changeSet.id, StackId: stack.id };
      },
      DescribeChangeSet: (parameters) => changeSetAnswer(...this.changeSet(parameters)),
      DeleteChangeSet: (parameters) => {
        const found = this.findChangeSet(parameters);
        if (found) found[0].changeSets.delete(found[1].name);
        return {};
      },
      ExecuteChangeSet: (parameters) => {
        refuseWithoutRollback(parameters);
        this.engine.executeChangeSet(...this.changeSet(parameters), optionalText(parameters, 'ClientRequestToken'));
        return {};
      },
    };
  }

  private stacks(): QueryActions {
    return {
      CreateStack: (parameters) => this.direct(parameters, 'CREATE'),
      UpdateStack: (parameters) => this.direct(parameters, 'UPDATE'),
      DeleteStack: (parameters) => {
        const stack = this.engine.find(requiredText(parameters, 'StackName'));
        if (stack && !stack.isDeleted) this.engine.deleteStack(stack, textList(parameters, 'RetainResources'), optionalText(parameters, 'ClientRequestToken'));
        return {};
      },
      UpdateTerminationProtection: (parameters) => {
        const stack = this.stack(parameters);
        stack.terminationProtection = parameters['EnableTerminationProtection'] === 'true';
        return { StackId: stack.id };
      },
    };
  }

  private async direct(parameters: QueryParameters, type: 'CREATE' | 'UPDATE'): Promise<XmlRecord> {
    refuseWithoutRollback(parameters);
    const request = { ...(await this.checked(this.changeSetRequest({ ...parameters, ChangeSetName: 'direct' }))), type };
    const { stack, changeSet } = this.engine.createChangeSet(request);
    if (changeSet.isEmpty) throw new ValidationError('No updates are to be performed.');
    this.engine.executeChangeSet(stack, changeSet, optionalText(parameters, 'ClientRequestToken'));
    return { StackId: stack.id };
  }

  /** As the early validation of CloudFormation does: nothing begins with a template that can not end well. */
  private async checked(request: ChangeSetRequest): Promise<ChangeSetRequest> {
    const problems = request.templateBody === undefined ? [] : await this.findProblems(request.templateBody);
    if (problems.length > 0) throw new ValidationError(`Template error: ${problems.join('; ')}`);
    return request;
  }

  private changeSetRequest(parameters: QueryParameters): ChangeSetRequest {
    const type = optionalText(parameters, 'ChangeSetType') ?? 'UPDATE';
    if (type !== 'CREATE' && type !== 'UPDATE' && type !== 'IMPORT') throw new ValidationError(`change sets of the type ${type} are not part of the offline AWS`);
    const description = optionalText(parameters, 'Description');
    return {
      stackName: requiredText(parameters, 'StackName'),
      changeSetName: requiredText(parameters, 'ChangeSetName'),
      type,
      templateBody: this.templateBody(parameters),
      parameters: given(parameters),
      tags: parameters['Tags'] === undefined ? undefined : recordList(parameters, 'Tags').map((tag) => ({ key: requiredText(tag, 'Key'), value: optionalText(tag, 'Value') ?? '' })),
      ...(description === undefined ? {} : { description }),
      ...(type === 'IMPORT' ? { imports: recordList(parameters, 'ResourcesToImport').map(resourceToImport) } : {}),
      importExistingResources: parameters['ImportExistingResources'] === 'true',
    };
  }

  private templateBody(parameters: QueryParameters): string | undefined {
    const url = optionalText(parameters, 'TemplateURL');
    if (url === undefined) return optionalText(parameters, 'TemplateBody');
    const body = this.readTemplate(url);
    if (body === undefined) throw new ValidationError('S3 error: The specified key does not exist.');
    return body;
  }

  private described(parameters: QueryParameters): readonly Stack[] {
    return optionalText(parameters, 'StackName') === undefined ? this.engine.stacks.filter((stack) => !stack.isDeleted) : [this.stack(parameters)];
  }

  private stack(parameters: QueryParameters): Stack {
    const name = requiredText(parameters, 'StackName');
    const stack = this.engine.find(name);
    if (!stack) throw new ValidationError(`Stack with id ${name} does not exist`);
    return stack;
  }

  /** The CDK CLI knows a stack that is gone by exactly these words. */
  private stackWithHistory(parameters: QueryParameters): Stack {
    const name = requiredText(parameters, 'StackName');
    const stack = this.engine.find(name);
    if (!stack) throw new ValidationError(`Stack [${name}] does not exist`);
    return stack;
  }

  private findChangeSet(parameters: QueryParameters): [Stack, ChangeSet] | undefined {
    const name = requiredText(parameters, 'ChangeSetName');
    const stackName = optionalText(parameters, 'StackName');
    const stacks = stackName === undefined ? this.engine.stacks : [this.engine.find(stackName)];
    for (const stack of stacks) {
      const changeSet = [...(stack?.changeSets.values() ?? [])].find((one) => one.name === name || one.id === name);
      if (stack && changeSet) return [stack, changeSet];
    }
    return undefined;
  }

  private changeSet(parameters: QueryParameters): [Stack, ChangeSet] {
    const found = this.findChangeSet(parameters);
    if (!found) throw new ServiceError('ChangeSetNotFound', `ChangeSet [${requiredText(parameters, 'ChangeSetName')}] does not exist`, 404);
    return found;
  }

  private resources(parameters: QueryParameters, timeName: 'Timestamp' | 'LastUpdatedTimestamp'): readonly XmlRecord[] {
    return [...this.stack(parameters).resources.values()].map((resource) => resourceAnswer(resource, timeName));
  }

  /** Nothing for a type whose resources can not be imported. */
  private identifierSummary(type: string, { Resources }: Template): XmlRecord | undefined {
    const identifiers = this.engine.identifiersOf(type);
    if (identifiers === undefined) return undefined;
    const logicalIds = Object.keys(Resources).filter((id) => Resources[id]?.Type === type);
    return { ResourceType: type, LogicalResourceIds: logicalIds, ResourceIdentifiers: [identifiers.join(',')] };
  }

  private templateSummary(parameters: QueryParameters): XmlRecord {
    const template = parseTemplate(this.templateBody(parameters) ?? this.stack(parameters).current.body);
    const types = [...new Set(Object.values(template.Resources).map(({ Type }) => Type))];
    return {
      Parameters: Object.entries(template.Parameters).map(([key, { Type, Default }]) => ({ ParameterKey: key, ParameterType: Type, DefaultValue: Default })),
      ResourceTypes: types,
      ResourceIdentifierSummaries: types.flatMap((type) => this.identifierSummary(type, template) ?? []),
      Description: template.Description,
    };
  }
}

function resourceToImport(resource: QueryParameters): ResourceToImport {
  const entries = recordList(resource, 'ResourceIdentifier').map((entry) => [requiredText(entry, 'key'), requiredText(entry, 'value')] as const);
  return { logicalId: requiredText(resource, 'LogicalResourceId'), type: requiredText(resource, 'ResourceType'), identifier: Object.fromEntries(entries) };
}

/** A stack that stops half way is not modelled; saying so is better than rolling back in silence. */
function refuseWithoutRollback(parameters: QueryParameters): void {
  if (parameters['DisableRollback'] === 'true') throw new ValidationError('deployments without rollback are not part of the offline AWS');
}

/** The engine as a service behind the front door. */
export function cloudFormationService(
  engine: CloudFormation,
  readTemplate: ReadTemplate,
  findProblems: FindProblems = () => Promise.resolve([]),
): Service {
  return queryService('cloudformation', new Actions(engine, readTemplate, findProblems).all());
}

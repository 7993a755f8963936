import { type XmlRecord } from '../http/xml';
import { type ResourceChange } from './change-preview';
import { NO_CHANGES_REASON, type ChangeSet } from './change-set';
import { type Stack, type StackEvent } from './stack';
import { type StackResource } from './stack-resource';

const tags = (stack: Stack): readonly XmlRecord[] => stack.tags.map(({ key, value }) => ({ Key: key, Value: value }));

function parameters(stack: Stack): readonly XmlRecord[] {
  const { template, parameters: values } = stack.current;
  return Object.entries(values.raw).map(([key, value]) => {
    const hidden = String(template.Parameters[key]?.NoEcho) === 'true';
    const resolved = values.resolved[key];
    return {
      ParameterKey: key,
      ParameterValue: hidden ? '****' : value,
      ResolvedValue: !hidden && typeof resolved === 'string' && resolved !== value ? resolved : undefined,
    };
  });
}

/** One stack in the answer of DescribeStacks. */
export function stackAnswer(stack: Stack): XmlRecord {
  return {
    StackId: stack.id,
    StackName: stack.name,
    Description: stack.current.template.Description,
    Parameters: parameters(stack),
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: false,
    EnableTerminationProtection: stack.terminationProtection,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({ OutputKey: key, OutputValue: value, Description: description, ExportName: exportName })),
    Tags: tags(stack),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** One stack in the answer of ListStacks. */
export function stackSummary(stack: Stack): XmlRecord {
  return {
    StackId: stack.id,
    StackName: stack.name,
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** One line of history. */
export function eventAnswer(event: StackEvent): XmlRecord {
  return {
    StackId: event.stackId,
    EventId: event.eventId,
    StackName: event.stackName,
    LogicalResourceId: event.logicalId,
    PhysicalResourceId: event.physicalId,
    ResourceType: event.resourceType,
    Timestamp: event.at,
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason,
    ClientRequestToken: event.clientRequestToken,
  };
}

/** One resource, with the name that the operation gives to its time. */
export function resourceAnswer(resource: StackResource, timeName: 'Timestamp' | 'LastUpdatedTimestamp'): XmlRecord {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.state?.physicalId,
    ResourceType: resource.type,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.reason,
    [timeName]: resource.updatedAt,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
}

function changeAnswer(change: ResourceChange): XmlRecord {
  return {
    Type: 'Resource',
    ResourceChange: {
      Action: change.action,
      LogicalResourceId: change.logicalId,
      PhysicalResourceId: change.physicalId,
      ResourceType: change.type,
      Replacement: change.replacement,
      Scope: change.scope,
      Details: change.details.map(({ property, requiresRecreation, evaluation }) => ({
        Target: { Attribute: 'Properties', Name: property, RequiresRecreation: requiresRecreation },
        Evaluation: evaluation,
        ChangeSource: evaluation === 'Dynamic' ? 'ResourceAttribute' : 'DirectModification',
      })),
    },
  };
}

/** The answer of DescribeChangeSet. */
export function changeSetAnswer(stack: Stack, changeSet: ChangeSet): XmlRecord {
  return {
    ChangeSetName: changeSet.name,
    ChangeSetId: changeSet.id,
    StackId: stack.id,
    StackName: stack.name,
    Description: changeSet.description,
    CreationTime: changeSet.createdAt,
    ExecutionStatus: changeSet.executionStatus,
    Status: changeSet.isEmpty ? 'FAILED' : 'CREATE_COMPLETE',
    StatusReason: changeSet.isEmpty ? NO_CHANGES_REASON : undefined,
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    Tags: changeSet.tags.map(({ key, value }) => ({ Key: key, Value: value })),
    Changes: changeSet.changes.map(changeAnswer),
  };
}

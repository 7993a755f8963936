import { type JsonInput, jsonService } from '../http/json-service';
import { type Service, ServiceError } from '../http/service';
import { type Iam } from '../iam/iam';
import { type LiveResource, type ReadableType } from './readable-type';

const MOST_RESULTS = 100;

/** Cloud Control, as far as it reads: the look-ups of the CDK CLI. */
export function cloudControlService(types: Readonly<Record<string, ReadableType>>, iam: Iam): Service {
  const typeOf = (input: JsonInput, action: string): readonly [string, ReadableType] => {
    const name = String(input['TypeName']);
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) throw new ServiceError('UnsupportedActionException', `Resource type ${name} does not support ${action} action`);
    return [name, type];
  };
  return jsonService('cloudcontrolapi', 'CloudApiService', {
    GetResource: (input, caller) => {
      // the rights of Cloud Control have the prefix of CloudFormation, and name no resource
      iam.authorize(caller, 'cloudformation:GetResource', '*');
      const [name, type] = typeOf(input, 'READ');
      const identifier = String(input['Identifier']);
      const found = type.all().find((resource) => resource.identifier === identifier);
      if (found === undefined) {
        throw new ServiceError('ResourceNotFoundException', `Resource of type '${name}' with identifier '${identifier}' was not found.`);
      }
      return { TypeName: name, ResourceDescription: described(found) };
    },
    ListResources: (input, caller) => {
      iam.authorize(caller, 'cloudformation:ListResources', '*');
      const [name, type] = typeOf(input, 'LIST');
      const start = Number(input['NextToken'] ?? 0);
      const end = start + Math.min(Number(input['MaxResults'] ?? MOST_RESULTS), MOST_RESULTS);
      const all = type.all();
      return { TypeName: name, ResourceDescriptions: all.slice(start, end).map(described), ...(end < all.length ? { NextToken: String(end) } : {}) };
    },
  });
}

function described({ identifier, properties }: LiveResource): Readonly<Record<string, unknown>> {
  return { Identifier: identifier, Properties: JSON.stringify(properties) };
}

import { jsonService, type JsonInput } from '../http/json-service';
import { ServiceError, type Service } from '../http/service';
import { type SsmParameters } from './ssm-parameters';

/** Systems Manager: reading parameters. */
export function ssmService(parameters: SsmParameters): Service {
  const read = (name: string): Record<string, unknown> | undefined => {
    const found = parameters.get(name);
    return found && { Name: name, Type: found.type, Value: found.value, Version: found.version };
  };
  return jsonService('ssm', 'AmazonSSM', {
    GetParameter: (input: JsonInput) => {
      const name = String(input['Name']);
      const parameter = read(name);
      if (!parameter) throw new ServiceError('ParameterNotFound', `Parameter ${name} not found.`);
      return { Parameter: parameter };
    },
    GetParameters: (input: JsonInput) => {
      const names = Array.isArray(input['Names']) ? input['Names'].map(String) : [];
      return {
        Parameters: names.flatMap((name) => read(name) ?? []),
        InvalidParameters: names.filter((name) => read(name) === undefined),
      };
    },
  });
}

import { type CloudFormation } from './cloudformation/engine';
import { type Service } from './http/service';
import { type Iam } from './iam/iam';

/** CloudFormation as a function may call it: only what its role allows. The CDK CLI has no role and may do everything. */
export function authorizedCloudFormation(service: Service, engine: CloudFormation, iam: Iam): Service {
  return {
    name: service.name,
    handle: (request) => {
      const parameters = new URLSearchParams(request.body.toString('utf8'));
      const stack = parameters.get('StackName') ?? '';
      iam.authorize(request.caller, `cloudformation:${parameters.get('Action') ?? ''}`, engine.find(stack)?.id ?? stack);
      return service.handle(request);
    },
  };
}

import { PropertyInjectors } from 'aws-cdk-lib';
import { type Construct } from 'constructs';

/**
 * The properties of a construct after the property injector for its class, if there is one on the way to the root: the nearest
 * counts, as for the constructs of the CDK. Their decorator is not for others to use; what it does is.
 *
 * @param uniqueId `PROPERTY_INJECTION_ID` of the class
 */
export function injectedProps<Props>(uniqueId: string, scope: Construct, id: string, props: Props): Props {
  for (const each of [...scope.node.scopes].reverse()) {
    const injector = PropertyInjectors.hasPropertyInjectors(each) ? PropertyInjectors.of(each).for(uniqueId) : undefined;
    if (injector !== undefined) {
      return injector.inject(props, { scope, id }) as Props;
    }
  }
  return props;
}

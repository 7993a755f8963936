import { type ResourceProvider } from '../cloudformation/resource-provider';
import { generatedName } from '../generated-name';

/** `AWS::ElastiCache::SubnetGroup`: a name; the nodes are on the loopback anyway. */
export function subnetGroupProvider(): ResourceProvider {
  return namedGroup('CacheSubnetGroupName', ['CacheSubnetGroupName']);
}

/** `AWS::ElastiCache::ParameterGroup`: a name; its parameters have no effect. */
export function parameterGroupProvider(): ResourceProvider {
  return namedGroup('CacheParameterGroupName', ['CacheParameterGroupFamily']);
}

/** The name is what `Ref` gives, in lower case as ElastiCache keeps it. */
function namedGroup(nameProperty: string, createOnly: readonly string[]): ResourceProvider {
  return {
    createOnly,
    create: (properties, context) => {
      const given = properties[nameProperty];
      const name = (typeof given === 'string' ? given : generatedName(context)).toLowerCase();
      return Promise.resolve({ physicalId: name, attributes: { [nameProperty]: name } });
    },
    update: (current) => Promise.resolve(current),
    delete: () => Promise.resolve(),
  };
}

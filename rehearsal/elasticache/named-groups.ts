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
  const existing = new Set<string>();
  const stateOf = (name: string) => ({ physicalId: name, attributes: { [nameProperty]: name } });
  return {
    createOnly,
    finder: {
      identifiers: [nameProperty],
      find: ({ [nameProperty]: name = '' }) => (existing.has(name) ? stateOf(name) : undefined),
    },
    create: (properties, context) => {
      const given = properties[nameProperty];
      const name = (typeof given === 'string' ? given : generatedName(context)).toLowerCase();
      existing.add(name);
      return Promise.resolve(stateOf(name));
    },
    update: (current) => Promise.resolve(current),
    delete: ({ physicalId }) => {
      existing.delete(physicalId);
      return Promise.resolve();
    },
  };
}

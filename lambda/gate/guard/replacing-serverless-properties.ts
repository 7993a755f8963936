import { isSameKey, type ReplacingProperty, sortedList } from './replacing-property';

/** The create-only properties of the registry schema of `AWS::ElastiCache::ServerlessCache`. */
export const REPLACING_SERVERLESS_PROPERTIES: readonly ReplacingProperty[] = [
  // what ElastiCache makes of an unset one depends on the subnets
  { name: 'NetworkType', hint: () => 'ElastiCache can not change it' },
  { name: 'SubnetIds', isLive: areSameSubnets, hint: orderHint },
  { name: 'KmsKeyId', isLive: isSameKey },
  { name: 'ServerlessCacheName' },
  { name: 'SnapshotArnsToRestore', hint: () => 'a cache that was restored keeps it in its template for ever' },
  { name: 'ConnectionType', whenUnset: 'vpc' },
];

function areSameSubnets(wanted: string, live: string): boolean | undefined {
  const [wantedSubnets, liveSubnets] = [wanted, live].map(sortedList);
  return wantedSubnets && liveSubnets ? wantedSubnets.join() === liveSubnets.join() : undefined;
}

function orderHint(wanted: string | undefined, live: string | undefined): string | undefined {
  return wanted !== undefined && live !== undefined && areSameSubnets(wanted, live) === true
    ? 'the same in another order: CloudFormation may take that for a change, so keep the order'
    : undefined;
}

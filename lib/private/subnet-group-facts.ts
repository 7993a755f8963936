import { CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { UNKNOWN } from './fact';
import { listFact } from './fact-readers';
import { type PlaceFacts } from './group-facts';
import { referenceTarget } from './reference-target';
import { placeFactsOf, type SubnetReader } from './subnet-facts';

/**
 * Where a subnet group puts nodes, if it is in the app.
 *
 * @param name a name, of which nothing is known, or a reference to the subnet group
 */
export function placeOfSubnetGroup(name: unknown, read: SubnetReader): PlaceFacts {
  const subnetGroup = referenceTarget(name);
  const subnetIds = CfnSubnetGroup.isCfnSubnetGroup(subnetGroup) ? listFact(subnetGroup.subnetIds) : undefined;
  return placeFactsOf(subnetIds === UNKNOWN || subnetIds === undefined ? [] : subnetIds, read);
}

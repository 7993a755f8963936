import { type CfnServerlessCache, type CfnServerlessCacheProps } from 'aws-cdk-lib/aws-elasticache';
import { userGroupEngine } from '../authentication/user-group-engine';
import { type Fact, UNKNOWN } from '../fact';
import { listFact, numberFact, stringFact } from '../fact-readers';
import { finalProperties, type TemplateProperties } from '../final-properties';
import { type PlaceFacts } from '../group-facts';
import { field } from '../operation-facts';
import { placeFactsOf, readSubnetDuringConstruction, readSubnetInTemplate, type SubnetReader } from '../subnet-facts';

/** Least and most of something that a cache may use. */
export interface LimitFacts {
  readonly minimum: Fact<number>;
  readonly maximum: Fact<number>;
}

/** One serverless cache in the words of CloudFormation. The validation rules know nothing else. */
export interface ServerlessFacts extends PlaceFacts {
  readonly serverlessCacheName: Fact<string>;
  /** `valkey` or `redis`. */
  readonly engine: Fact<string>;
  /** `ipv4`, `ipv6` or `dual_stack`. */
  readonly networkType: Fact<string>;
  /** In GB. */
  readonly dataStorage: LimitFacts;
  readonly ecpuPerSecond: LimitFacts;
  /** Days. */
  readonly snapshotRetention: Fact<number>;
  readonly snapshotTime: Fact<string>;
  /** `valkey` or `redis`, if the user group is in the app. */
  readonly userGroupEngine: Fact<string>;
}

/** The facts of properties: names as in a template, what is in them also as in an L1. */
export function factsOfServerlessProperties(properties: TemplateProperties, userGroupId: unknown, read: SubnetReader): ServerlessFacts {
  const limits = properties['CacheUsageLimits'];
  const subnetIds = listFact(properties['SubnetIds']);
  return {
    serverlessCacheName: stringFact(properties['ServerlessCacheName']),
    engine: stringFact(properties['Engine']),
    networkType: lowerCased(stringFact(properties['NetworkType'])),
    dataStorage: limitFacts(field(limits, 'DataStorage', 'dataStorage')),
    ecpuPerSecond: limitFacts(field(limits, 'ECPUPerSecond', 'ecpuPerSecond')),
    snapshotRetention: numberFact(properties['SnapshotRetentionLimit']),
    snapshotTime: stringFact(properties['DailySnapshotTime']),
    userGroupEngine: userGroupEngine(typeof userGroupId === 'string' ? [userGroupId] : undefined),
    ...placeFactsOf(subnetIds === UNKNOWN || subnetIds === undefined ? [] : subnetIds, read),
  };
}

/** The facts of a cache that is about to be made; the L1 of older versions of the CDK does not know its network type. */
export function factsOfServerlessProps(props: CfnServerlessCacheProps, networkType: string): ServerlessFacts {
  const properties = Object.entries(props).map(([name, value]): [string, unknown] => [name.charAt(0).toUpperCase() + name.slice(1), value]);
  return factsOfServerlessProperties({ ...Object.fromEntries(properties), NetworkType: networkType }, props.userGroupId, readSubnetDuringConstruction);
}

/** The facts of a cache as it will stand in the template. Only for use during synthesis. */
export function factsOfCfnServerlessCache(resource: CfnServerlessCache): ServerlessFacts {
  const { subnetIds } = resource;
  // in the template references are intrinsic functions, which lead nowhere: the L1 still has them
  return factsOfServerlessProperties({ ...finalProperties(resource), SubnetIds: subnetIds }, resource.userGroupId, readSubnetInTemplate);
}

function limitFacts(limit: unknown): LimitFacts {
  return { minimum: numberFact(field(limit, 'Minimum', 'minimum')), maximum: numberFact(field(limit, 'Maximum', 'maximum')) };
}

/** ElastiCache takes these words in any case. */
function lowerCased(fact: Fact<string>): Fact<string> {
  return typeof fact === 'string' ? fact.toLowerCase() : fact;
}

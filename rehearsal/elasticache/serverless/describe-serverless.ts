import { optionalText, type QueryParameters } from '../../http/query-parameters';
import { ServiceError } from '../../http/service';
import { XmlList, type XmlRecord } from '../../http/xml';
import { type ServerlessCache } from './serverless-cache';
import { type ServerlessCaches } from './serverless-caches';

/** DescribeServerlessCaches; of as few caches as there are here, one page. */
export function describeServerlessCaches(caches: ServerlessCaches, parameters: QueryParameters): XmlRecord {
  return { ServerlessCaches: new XmlList('member', askedFor(caches, optionalText(parameters, 'ServerlessCacheName')).map(described)) };
}

function askedFor(caches: ServerlessCaches, name: string | undefined): readonly ServerlessCache[] {
  if (name === undefined) return caches.all();
  const cache = caches.find(name);
  if (cache === undefined) throw new ServiceError('ServerlessCacheNotFoundFault', `Serverless cache ${name} not found.`, 404);
  return [cache];
}

function described({ id, arn, createdAt, endpoint, readerEndpoint, fullEngineVersion, configuration }: ServerlessCache): XmlRecord {
  return {
    ServerlessCacheName: id,
    ARN: arn,
    Description: configuration.description,
    CreateTime: createdAt.toISOString(),
    Status: 'available',
    Engine: configuration.engine,
    MajorEngineVersion: configuration.majorEngineVersion,
    FullEngineVersion: fullEngineVersion,
    KmsKeyId: configuration.kmsKeyId,
    StorageEncryptionType: configuration.kmsKeyId === undefined ? 'sse-elasticache' : 'sse-kms',
    NetworkType: configuration.networkType,
    SubnetIds: new XmlList('SubnetId', configuration.subnetIds),
    SecurityGroupIds: new XmlList('SecurityGroupId', configuration.securityGroupIds),
    UserGroupId: configuration.userGroupId,
    SnapshotRetentionLimit: configuration.snapshotRetentionLimit,
    DailySnapshotTime: configuration.dailySnapshotTime,
    Endpoint: { ...endpoint },
    ReaderEndpoint: { ...readerEndpoint },
  };
}

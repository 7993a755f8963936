import { ArnFormat, Stack } from 'aws-cdk-lib';
import { type Connections } from 'aws-cdk-lib/aws-ec2';
import { type IUserGroupRef } from 'aws-cdk-lib/aws-elasticache';
import { type Construct } from 'constructs';
import { newCacheConnections } from '../private/network/cache-connections';
import { serverlessPorts } from '../private/serverless/serverless-ports';
import { type CacheEndpoint } from '../replication-group/cache-endpoint';
import { type NetworkType } from '../replication-group/network-type';
import { type ServerlessCacheAttributes } from './serverless-cache-attributes';
import { ServerlessCacheBase } from './serverless-cache-base';
import { type ServerlessCacheEngine } from './serverless-cache-engine';

/** A serverless cache that something else made. Knows what it was told and makes nothing. Not exported from the package. */
export class ImportedServerlessCache extends ServerlessCacheBase {
  public readonly serverlessCacheName: string;
  public readonly serverlessCacheArn: string;
  public readonly connections: Connections;
  public readonly endpoint?: CacheEndpoint;
  public readonly readerEndpoint?: CacheEndpoint;
  public readonly engine?: ServerlessCacheEngine;
  public readonly networkType?: NetworkType;
  public readonly userGroup?: IUserGroupRef;

  public constructor(scope: Construct, id: string, attrs: ServerlessCacheAttributes) {
    super(scope, id, { environmentFromArn: attrs.serverlessCacheArn });
    this.serverlessCacheName = attrs.serverlessCacheName;
    this.serverlessCacheArn = attrs.serverlessCacheArn ?? arnOf(scope, attrs.serverlessCacheName);
    this.connections = newCacheConnections(attrs.networkType, { securityGroups: attrs.securityGroups, defaultPort: serverlessPorts() });
    this.endpoint = attrs.endpoint;
    this.readerEndpoint = attrs.readerEndpoint;
    this.engine = attrs.engine;
    this.networkType = attrs.networkType;
    this.userGroup = attrs.userGroup;
  }
}

function arnOf(scope: Construct, serverlessCacheName: string): string {
  return Stack.of(scope).formatArn({
    service: 'elasticache',
    resource: 'serverlesscache',
    resourceName: serverlessCacheName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

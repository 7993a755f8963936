import { type Size, SizeRoundingBehavior } from 'aws-cdk-lib';
import { type CfnServerlessCacheProps } from 'aws-cdk-lib/aws-elasticache';
import { RemovalPolicy } from 'aws-cdk-lib';
import { ServerlessCacheEngine } from '../../serverless-cache/serverless-cache-engine';
import { type ServerlessCacheProps } from '../../serverless-cache/serverless-cache-props';

/** Days that automatic snapshots are kept: as of replication groups. */
const SNAPSHOT_RETENTION_DAYS = 7;

/** The properties of the L1, except for those that refer to other resources. */
export function renderServerlessCache(props: ServerlessCacheProps, serverlessCacheName: string, defaultDescription: string): CfnServerlessCacheProps {
  const { name, majorVersion } = props.engine ?? ServerlessCacheEngine.VALKEY_8;
  return {
    serverlessCacheName,
    engine: name,
    majorEngineVersion: majorVersion,
    description: props.description ?? defaultDescription,
    cacheUsageLimits: usageLimits(props),
    kmsKeyId: props.encryptionKey?.keyRef.keyArn,
    // parts of days are for the rule to refuse
    snapshotRetentionLimit: props.snapshotRetention?.toDays({ integral: false }) ?? SNAPSHOT_RETENTION_DAYS,
    dailySnapshotTime: props.snapshotTime?.text,
    snapshotArnsToRestore: props.snapshotArnsToRestore,
    finalSnapshotName: leavesSnapshot(props) ? (props.finalSnapshotName ?? `${serverlessCacheName}-final`) : undefined,
  };
}

/** CloudFormation's own policy `Snapshot` does not exist for serverless caches; a name for the last snapshot does the same. */
export function leavesSnapshot({ removalPolicy = RemovalPolicy.SNAPSHOT }: ServerlessCacheProps): boolean {
  return removalPolicy === RemovalPolicy.SNAPSHOT;
}

function usageLimits(props: ServerlessCacheProps): CfnServerlessCacheProps['cacheUsageLimits'] {
  const { minDataStorage, maxDataStorage, minEcpuPerSecond: minimum, maxEcpuPerSecond: maximum } = props;
  const hasStorage = minDataStorage !== undefined || maxDataStorage !== undefined;
  const hasUnits = minimum !== undefined || maximum !== undefined;
  if (!hasStorage && !hasUnits) {
    return undefined;
  }
  return {
    dataStorage: hasStorage ? { unit: 'GB', minimum: gigabytes(minDataStorage), maximum: gigabytes(maxDataStorage) } : undefined,
    ecpuPerSecond: hasUnits ? { minimum, maximum } : undefined,
  };
}

/** Parts of it are for the rule to refuse. */
function gigabytes(size: Size | undefined): number | undefined {
  return size?.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
}

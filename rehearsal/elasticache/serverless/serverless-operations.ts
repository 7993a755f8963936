import { optionalText } from '../../http/query-parameters';
import { type QueryActions } from '../../http/query-service';
import { type Caller } from '../../http/service';
import { describeServerlessCaches } from './describe-serverless';
import { type ServerlessCaches } from './serverless-caches';

/** Judges a call by the policies of its caller; without an id, it is about all. */
export type Authorize = (caller: Caller | undefined, action: string, kind: string, id: string | undefined) => void;

/** DescribeServerlessCaches and DescribeServerlessCacheSnapshots. */
export function serverlessOperations(caches: ServerlessCaches, authorize: Authorize): QueryActions {
  return {
    DescribeServerlessCaches: (parameters, caller) => {
      authorize(caller, 'DescribeServerlessCaches', 'serverlesscache', optionalText(parameters, 'ServerlessCacheName'));
      return describeServerlessCaches(caches, parameters);
    },
    // AWS asks for the right to both: the snapshots, and the cache whose snapshots they are
    DescribeServerlessCacheSnapshots: (parameters, caller) => {
      authorize(caller, 'DescribeServerlessCacheSnapshots', 'serverlesscachesnapshot', optionalText(parameters, 'ServerlessCacheSnapshotName'));
      const cache = optionalText(parameters, 'ServerlessCacheName');
      if (cache !== undefined) authorize(caller, 'DescribeServerlessCacheSnapshots', 'serverlesscache', cache);
      return caches.snapshots.describe(parameters);
    },
  };
}

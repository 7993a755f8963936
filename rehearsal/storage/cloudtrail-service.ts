import { jsonService } from '../http/json-service';
import { type Service } from '../http/service';

/** CloudTrail, which the CDK CLI looks into to explain a failed deployment: nothing is ever found. */
export function cloudTrailService(): Service {
  return jsonService('cloudtrail', 'CloudTrail_20131101', { LookupEvents: () => ({ Events: [] }) });
}

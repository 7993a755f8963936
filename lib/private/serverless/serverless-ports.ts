import { Port } from 'aws-cdk-lib/aws-ec2';

/** A serverless cache answers on 6379, and for reads that may be a little older on 6380. */
export function serverlessPorts(): Port {
  return Port.tcpRange(6379, 6380);
}

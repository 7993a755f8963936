import { Duration, Token } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { type AuthTokenRotationOptions } from '../../replication-group/authentication/auth-token-rotation-options';
import { type Problem, ReplicationGroupValidationError } from '../validation-error';
import { PREVIOUS_TOKEN_TIME_OUT_OF_RANGE, ROTATION_INTERVAL_OUT_OF_RANGE } from './authentication-errors';
import { DEFAULT_TOKEN_LENGTH, tokenLengthProblems } from './token-length';

const DEFAULT_INTERVAL = Duration.days(30);
const MIN_HOURS = 4;
const MAX_HOURS = 1000 * 24;
const DEFAULT_PREVIOUS_TOKEN_SECONDS = 24 * 60 * 60;

/** A rotation with every default filled in. */
export interface RotationSettings {
  /** `rate(...)` in the units that Secrets Manager takes. */
  readonly scheduleExpression: string;
  readonly previousTokenSeconds: number;
  readonly tokenLength: number;
}

/** @throws ReplicationGroupValidationError with everything that is wrong */
export function rotationSettingsOf(scope: IConstruct, options: AuthTokenRotationOptions): RotationSettings {
  const { automaticallyAfter, previousTokenAcceptedFor, length } = options;
  const previousTokenSeconds = previousTokenAcceptedFor?.toSeconds({ integral: false }) ?? DEFAULT_PREVIOUS_TOKEN_SECONDS;
  const problems = [...intervalProblems(automaticallyAfter), ...previousTokenProblems(previousTokenSeconds), ...tokenLengthProblems(length)];
  if (problems.length > 0) {
    throw new ReplicationGroupValidationError(scope, problems);
  }
  return { scheduleExpression: rateOf(automaticallyAfter ?? DEFAULT_INTERVAL), previousTokenSeconds, tokenLength: length ?? DEFAULT_TOKEN_LENGTH };
}

function rateOf(interval: Duration): string {
  if (interval.isUnresolved()) {
    return `rate(${interval.formatTokenToNumber()})`;
  }
  const hours = interval.toHours();
  const [amount, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour'];
  return `rate(${amount} ${unit}${amount === 1 ? '' : 's'})`;
}

function intervalProblems(interval: Duration | undefined): readonly Problem[] {
  if (interval === undefined || interval.isUnresolved()) {
    return [];
  }
  const hours = interval.toHours({ integral: false });
  if (Number.isInteger(hours) && hours >= MIN_HOURS && hours <= MAX_HOURS) {
    return [];
  }
  const message =
    `automaticallyAfter is ${hours} hours but must be whole hours, from 4 hours to 1000 days: change it, or leave it out for 30 days`;
  return [{ code: ROTATION_INTERVAL_OUT_OF_RANGE.code, message }];
}

function previousTokenProblems(seconds: number): readonly Problem[] {
  if (Token.isUnresolved(seconds) || Number.isInteger(seconds)) {
    return [];
  }
  const message = `previousTokenAcceptedFor is ${seconds} seconds but must be whole seconds: change it, or leave it out for one day`;
  return [{ code: PREVIOUS_TOKEN_TIME_OUT_OF_RANGE.code, message }];
}

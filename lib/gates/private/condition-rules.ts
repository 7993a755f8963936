import { type Duration } from 'aws-cdk-lib';
import { type CatalogueEntry } from '../../private/error-catalogue';
import { type GateRule } from './gate-rule';
import { isWholeBetween } from './gate-rules';

/** The handler waits no longer for one answer. */
const LONGEST_ANSWER_SECONDS = 30;
const SHORTEST_PAUSE_SECONDS = 1;
/** A longer pause would not fit between two calls of the handler. */
const LONGEST_PAUSE_SECONDS = 30;

/** What the author of a condition gate wrote. */
export interface ConditionSettings {
  readonly pollInterval: Duration;
  /** The timeout of the function, if the app tells. */
  readonly functionTimeout: Duration | undefined;
}

export const CONDITION_RULES: readonly GateRule<ConditionSettings>[] = [
  {
    code: 'ConditionPollIntervalOutOfRange',
    refuses: '`pollInterval` of a condition gate outside of 1 to 30 seconds',
    problem: ({ pollInterval }) => {
      const allowed = `pollInterval must be a whole number of milliseconds from ${SHORTEST_PAUSE_SECONDS} to ${LONGEST_PAUSE_SECONDS} seconds`;
      if (pollInterval.isUnresolved()) {
        return `${allowed}, got a token: use a number`;
      }
      const millis = pollInterval.toMilliseconds({ integral: false });
      return isWholeBetween(millis, SHORTEST_PAUSE_SECONDS * 1000, LONGEST_PAUSE_SECONDS * 1000)
        ? undefined
        : `${allowed}, got ${millis} milliseconds: leave it out for 5 seconds`;
    },
  },
  {
    code: 'ConditionFunctionTooSlow',
    refuses: 'a function with a `timeout` of more than 30 seconds for a condition gate',
    problem: ({ functionTimeout }) =>
      functionTimeout !== undefined && !functionTimeout.isUnresolved() && functionTimeout.toSeconds() > LONGEST_ANSWER_SECONDS
        ? `the timeout of the function must be at most ${LONGEST_ANSWER_SECONDS} seconds, got ${functionTimeout.toSeconds()}: one call ` +
          'looks once and answers NOT_YET, the gate calls again'
        : undefined,
  },
];

export const CONDITION_ATTRIBUTE_RESERVED: CatalogueEntry = {
  code: 'ConditionAttributeReserved',
  refuses: '`getAttribute()` of a condition gate for a name that the gate uses itself, or that is none',
};

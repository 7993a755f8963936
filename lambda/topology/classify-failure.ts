import { type AddressFamily } from './address-family';
import { type FailureRule, REFUSALS, UNKNOWN_FAILURE, WAITS } from './failure-rules';
import { type RefusalCode } from './verdict';

/** What an unanswered question means. */
export type Failure =
  /** No amount of waiting makes it right. */
  | {
      readonly kind: 'refuse';
      readonly code: RefusalCode;
      /** What was changed just now may not have reached the node yet. */
      readonly mayPass?: boolean;
      readonly meaning: string;
      readonly check: string;
    }
  /** The node may answer the next time. */
  | { readonly kind: 'wait'; readonly meaning: string; readonly check: string };

/**
 * Decides whether a failed question is asked again, and says in words for a person what it means and what to check.
 * What is not known is waited out: the gate has a deadline, and a refusal that is wrong fails a deployment that is right.
 *
 * @param error text of the error reply (`LOADING ...`) or of the connection error
 * @param errorCode `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `AnswerTimeout` ...; where it is not one that is known, codes
 *   that the text names count
 * @param family the family that the question was sent over, if it is known
 */
export function classifyFailure(error: string, errorCode: string, family?: AddressFamily): Failure {
  const codes = new Set([errorCode, ...(error.match(CODES_IN_TEXT) ?? [])]);
  const matches = ({ codes: known = [], text }: FailureRule): boolean =>
    known.some((code) => codes.has(code)) || (text?.test(error.trimStart()) ?? false);
  const rule = REFUSALS.find(matches) ?? WAITS.find(matches) ?? UNKNOWN_FAILURE;
  const words = { meaning: rule.meaning, check: rule.check(family) };
  return rule.refuse ? { kind: 'refuse', code: rule.refuse, ...(rule.mayPass && { mayPass: true }), ...words } : { kind: 'wait', ...words };
}

/** `connect ECONNREFUSED ::1:6379`: Node.js repeats the code in the text, and joined errors have it only there. */
const CODES_IN_TEXT = /\b[A-Z][A-Z_]{4,}\b/g;

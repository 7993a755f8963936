import { ErrorReply } from '@redis/client';

/** Error replies and connection errors are short; a peer that is not Redis may say anything. */
const LONGEST_TEXT = 300;

/** What an `UnansweredMember` keeps of an error. */
export function describeFailure(error: unknown): { error: string; errorCode: string } {
  if (!(error instanceof Error)) return { error: String(error).slice(0, LONGEST_TEXT), errorCode: 'Error' };
  return { error: textOf(error).slice(0, LONGEST_TEXT), errorCode: codeOf(error) };
}

/** Node.js joins the attempts at several addresses of one name in an error that has no text of its own. */
function textOf(error: Error): string {
  if (error instanceof AggregateError && !error.message) {
    return error.errors.map((each: unknown) => (each instanceof Error ? each.message : String(each))).join('; ');
  }
  return error.message;
}

/** The system's code, else the client's name for the error; classes of the client do not set `name`. */
function codeOf(error: Error): string {
  if (error instanceof ErrorReply) return error.message.split(' ', 1)[0] ?? '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name === 'Error' ? error.constructor.name : error.name;
}

import { types } from 'node:util';
import { ErrorReply } from './resp/resp-value';

/** Error replies and connection errors are short; a peer that is not Redis may say anything. */
const LONGEST_TEXT = 300;

/** What an `UnansweredMember` keeps of an error. */
export function describeFailure(error: unknown): { error: string; errorCode: string } {
  if (!types.isNativeError(error)) return { error: String(error).slice(0, LONGEST_TEXT), errorCode: 'Error' };
  return { error: textOf(error).slice(0, LONGEST_TEXT), errorCode: codeOf(error) };
}

/** Node.js joins the attempts at several addresses of one name in an error that has no text of its own. */
function textOf(error: Error): string {
  if (error.message || !('errors' in error) || !Array.isArray(error.errors)) return error.message;
  return error.errors.map((each: unknown) => (types.isNativeError(each) ? each.message : String(each))).join('; ');
}

/** The first word of an error reply, the code of the system's error or of ours, or the name of the error. */
function codeOf(error: Error): string {
  if (error instanceof ErrorReply) return error.message.split(' ', 1)[0] ?? '';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

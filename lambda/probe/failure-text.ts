import { types } from 'node:util';
import {
  ClientClosedError,
  ConnectionTimeoutError,
  DisconnectsClientError,
  ErrorReply,
  SocketClosedUnexpectedlyError,
  SocketTimeoutError,
} from '@redis/client';

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

/** The bundle is minified, so the names of the client's classes must be written out. */
const CLIENT_ERRORS = {
  ConnectionTimeoutError,
  SocketTimeoutError,
  SocketClosedUnexpectedlyError,
  DisconnectsClientError,
  ClientClosedError,
};

/** The first word of an error reply, the system's code, or the client's name for the error: its classes do not set `name`. */
function codeOf(error: Error): string {
  if (error instanceof ErrorReply) return error.message.split(' ', 1)[0] ?? '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  const known = Object.entries(CLIENT_ERRORS).find(([, Class]) => error instanceof Class);
  return known?.[0] ?? error.name;
}

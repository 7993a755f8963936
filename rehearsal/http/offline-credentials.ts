/**
 * The secrets that the offline AWS hands out. They open nothing; but each is unmistakable, so that a log that holds one
 * is found.
 */
export const OFFLINE_CREDENTIALS = {
  /** Of the person who calls the CDK CLI. */
  user: { secretAccessKey: 'offline-secret-access-key-of-the-user' },
  /** Of a role that the CDK CLI assumes. */
  assumedRole: { secretAccessKey: 'offline-secret-access-key-of-an-assumed-role', sessionToken: 'offline-session-token-of-an-assumed-role' },
  /** Of a function. */
  function: { secretAccessKey: 'offline-secret-access-key-of-a-function', sessionToken: 'offline-session-token-of-a-function' },
} as const;

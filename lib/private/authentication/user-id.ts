const USER_ID = /^[a-z](-?[a-z0-9])*$/;
const MAX_USER_ID_LENGTH = 40;

/** Why ElastiCache does not accept this id for a user; nothing if it does. */
export function userIdProblem(userId: string): string | undefined {
  return USER_ID.test(userId) && userId.length <= MAX_USER_ID_LENGTH && userId !== 'default'
    ? undefined
    : `userId is ${JSON.stringify(userId)} but must have 1 to ${MAX_USER_ID_LENGTH} lower-case letters, digits and single ` +
        'hyphens, begin with a letter, not end with a hyphen and not be "default"';
}

import { type ProbeCredentials } from '../../../lib/gates/contract';
import { command, type RespConnection } from '../resp/resp-connection';
import { iamToken } from './iam-token';
import { keysOfEnvironment, type SigningKeys } from './signing-keys';
import { withoutSecrets } from './without-secrets';

/** What is said first on a connection; rejects if the node does not let us in. */
export type Login = (connection: Pick<RespConnection, 'exchange'>) => Promise<void>;

/** Authenticates each connection anew; without credentials it says nothing. A token of IAM is signed at that moment: it is not valid for long. */
export function loginWith(credentials: ProbeCredentials | undefined, keys: () => SigningKeys = keysOfEnvironment): Login {
  return async (connection) => {
    if (!credentials) return;
    const words = await wordsOf(credentials, keys);
    try {
      await connection.exchange([command('AUTH', ...words)]);
    } catch (error) {
      throw withoutSecrets(error, words);
    }
  };
}

/** The password alone, or the user and the password. */
async function wordsOf(credentials: ProbeCredentials, keys: () => SigningKeys): Promise<readonly string[]> {
  if (credentials.kind === 'iam') return [credentials.userId.toLowerCase(), await iamToken(credentials, keys())];
  const { userName, password } = credentials;
  return userName === undefined ? [password] : [userName, password];
}

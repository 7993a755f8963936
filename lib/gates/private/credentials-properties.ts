import { type GateCredentialsProperties } from '../contract';
import { type CredentialsMethod } from './credentials-method';

/** What the handler is told of the credentials; nothing secret, only where it is. */
export function credentialsProperties(method: CredentialsMethod): GateCredentialsProperties | undefined {
  switch (method.kind) {
    case 'none':
      return undefined;
    case 'iam':
      return { Kind: 'IAM', UserId: method.userId };
    case 'secret': {
      const { userName, passwordField, userNameField } = method.options;
      return {
        Kind: 'SECRET',
        // a name instead of the ARN would do, but the ARN of an imported secret may be incomplete
        SecretArn: method.secret.secretFullArn ?? method.secret.secretArn,
        ...(userName !== undefined && { UserName: userName }),
        ...(passwordField !== undefined && { PasswordField: passwordField }),
        ...(userNameField !== undefined && { UserNameField: userNameField }),
      };
    }
  }
}

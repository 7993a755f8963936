import { type CatalogueEntry } from '../../private/error-catalogue';

export const CREDENTIALS_CONTRADICTORY: CatalogueEntry = {
  code: 'CredentialsContradictory',
  refuses: '`GateCredentials.secret()` with both `userName` and `userNameField`',
};

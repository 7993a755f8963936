import { type ProtocolVersion } from './reply';

/** What the server keeps of one connection. */
export interface Session {
  version: ProtocolVersion;
  authenticated: boolean;
}

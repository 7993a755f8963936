import { type SecureContext } from 'node:tls';
import { type AddressFamily } from '../../topology/address-family';
import { type Member } from '../../topology/observation';
import { type ProbeTls } from '../probe-connection';
import { connectAny, type Connected } from './connect-any';
import { type Dial } from './dial';
import { type DialStage } from './dial-error';
import { type Lookup, resolveHost, systemLookup } from './resolve-host';
import { hangUp } from './hang-up';
import { shakeHands } from './shake-hands';
import { secureContextWith } from './trusted-authorities';

export interface DialerOptions {
  readonly targetFamily: AddressFamily;
  /** Absent: without TLS. */
  readonly tls?: ProbeTls | undefined;
  /** How names are resolved. @default as programs do */
  readonly lookup?: Lookup | undefined;
}

/** Climbs to members, over the target family and no other, as far as it is told to. */
export class Dialer {
  private readonly lookup: Lookup;
  private secureContext: SecureContext | undefined;

  public constructor(private readonly options: DialerOptions) {
    this.lookup = options.lookup ?? systemLookup;
  }

  /** All the way: with TLS the handshake, without it the connection. */
  public readonly dial: Dial = async (member, signal) => {
    const connected = await this.connect(member, signal);
    return this.options.tls ? { socket: await this.secure(member, connected, signal), address: connected.address } : connected;
  };

  /** Up to this rung and no further; nothing stays open. Gives the address. Rejects with a `DialError`. */
  public async reach(member: Member, rung: DialStage, signal: AbortSignal): Promise<string> {
    if (rung === 'RESOLVED') return (await this.resolve(member, signal))[0];
    const { socket, address } = rung === 'CONNECTED' ? await this.connect(member, signal) : await this.dial(member, signal);
    hangUp(socket);
    return address;
  }

  private resolve({ host }: Member, signal: AbortSignal): Promise<readonly [string, ...string[]]> {
    return resolveHost(host, { family: this.options.targetFamily, lookup: this.lookup, signal });
  }

  private async connect(member: Member, signal: AbortSignal): Promise<Connected> {
    return connectAny(await this.resolve(member, signal), { port: member.port, signal });
  }

  private secure({ host }: Member, connected: Connected, signal: AbortSignal) {
    const { ca, servername } = this.options.tls ?? {};
    this.secureContext ??= secureContextWith(ca);
    return shakeHands(connected, { name: servername ?? host, secureContext: this.secureContext, signal });
  }
}

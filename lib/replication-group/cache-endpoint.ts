import { Token, Tokenization } from 'aws-cdk-lib';

/**
 * Where clients connect: a host name and a port.
 *
 * Both may be tokens, for values that are only known during deployment.
 */
export class CacheEndpoint {
  /** Host name, or IP literal without brackets. */
  public readonly hostname: string;

  /** TCP port. */
  public readonly port: number;

  /**
   * @param hostname host name, or IP literal without brackets
   * @param port TCP port, 1 to 65535
   */
  public constructor(hostname: string, port: number) {
    this.hostname = hostname;
    this.port = port;
  }

  /**
   * Host and port joined by a colon, as most clients accept it. An IPv6 literal is put in brackets: `[::1]:6379`.
   *
   * A host name that is a token is taken for a name: the endpoints of ElastiCache always are.
   */
  public get socketAddress(): string {
    const isIpv6Literal = !Token.isUnresolved(this.hostname) && this.hostname.includes(':');
    const host = isIpv6Literal ? `[${this.hostname}]` : this.hostname;
    return `${host}:${this.portAsString()}`;
  }

  /** The port as a string that survives being a token. */
  private portAsString(): string {
    return Token.isUnresolved(this.port) ? Tokenization.stringifyNumber(this.port) : this.port.toString();
  }
}

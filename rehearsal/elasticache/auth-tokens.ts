import { setTimeout as pause } from 'node:timers/promises';
import { type ClusterNode } from '../cluster/cluster';
import { ServiceError } from '../http/service';

/** 16 to 128 printable characters, few of them special. */
const TOKEN = /^[A-Za-z0-9!&#$^<>-]{16,128}$/;

/** So many tokens are good at the same time at most. */
const MOST_TOKENS = 2;

export type AuthTokenStrategy = 'ROTATE' | 'SET';

/**
 * The AUTH tokens of a group, on its nodes: `ROTATE` adds one and drops the older of two, `SET` leaves one, which must be
 * the newest. As ElastiCache documents both; that a token that is rotated twice drops the other one is our pessimism.
 */
export class AuthTokens {
  /** What a change that has not reached every node yet does. */
  public changing: 'ROTATING' | 'SETTING' | undefined;
  public modifiedAt = new Date();
  private tokens: readonly string[];

  private constructor(
    private readonly nodes: readonly ClusterNode[],
    first: string,
  ) {
    this.tokens = [checked(first)];
  }

  /** Protects the nodes with their first token. */
  public static async protect(nodes: readonly ClusterNode[], token: string): Promise<AuthTokens> {
    const tokens = new AuthTokens(nodes, token);
    await Promise.all(nodes.map((node) => tokens.apply(node)));
    return tokens;
  }

  public get newest(): string | undefined {
    return this.tokens.at(-1);
  }

  /** Begins a change, which takes `millis`; gives its end. Throws what AWS refuses. */
  public modify(token: string, strategy: AuthTokenStrategy, millis: number): Promise<void> {
    checked(token);
    if (strategy === 'SET' && token !== this.newest) {
      throw new ServiceError('InvalidParameterValue', 'The AuthToken to set must be the AuthToken that was rotated last.');
    }
    this.tokens = strategy === 'SET' ? [token] : [...this.tokens, token].slice(-MOST_TOKENS);
    this.changing = strategy === 'SET' ? 'SETTING' : 'ROTATING';
    return this.spread(millis);
  }

  private async spread(millis: number): Promise<void> {
    for (const node of this.nodes) {
      await pause(millis / this.nodes.length);
      // a node that is down is none that anybody logs in to
      await this.apply(node).catch(() => undefined);
    }
    this.modifiedAt = new Date();
    this.changing = undefined;
  }

  private async apply(node: ClusterNode): Promise<void> {
    await node.command(['ACL', 'SETUSER', 'default', 'on', 'resetpass', ...this.tokens.map((token) => `>${token}`)]);
  }
}

function checked(token: string): string {
  if (!TOKEN.test(token)) throw new ServiceError('InvalidParameterValue', 'Invalid AuthToken provided.');
  return token;
}

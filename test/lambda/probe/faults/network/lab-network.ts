import { execFileSync } from 'node:child_process';

/** Where every node listens: the address tells them apart, as in a VPC. */
export const NODE_PORT = 6379;
/** The cluster bus of a node listens this far above its client port. */
const BUS_OFFSET = 10_000;

/**
 * The network of this process, which has to be in a network namespace of its own. Every node of a cluster on the loopback gets an
 * IPv6 address of its own; a firewall stands before the nodes.
 */
export class LabNetwork {
  /** The port of the node behind each address. */
  private readonly ports = new Map<string, number>();

  public constructor() {
    run('ip', ['link', 'set', 'lo', 'up']);
    this.addRoute();
    nft(`table inet lab {
      chain addresses { type nat hook output priority -100; }
      chain firewall { type filter hook output priority 0; }
    }`);
  }

  public addressOf(index: number): string {
    return `fd00::${index + 1}`;
  }

  /** From now on this address leads to the node that listens on `port`. */
  public lead(index: number, port: number): void {
    this.ports.set(this.addressOf(index), port);
    const rules = [...this.ports].map(([address, to]) => `add rule inet lab addresses ip6 daddr ${address} tcp dport ${NODE_PORT} dnat ip6 to [::1]:${to}`);
    nft(['flush chain inet lab addresses', ...rules].join('\n'));
  }

  /** What is for this port over IPv6 is dropped, or rejected; nothing else is. */
  public block(port: number, verdict: 'drop' | 'reject with tcp reset'): void {
    nft(`add rule inet lab firewall meta nfproto ipv6 tcp dport ${port} ${verdict}`);
  }

  /** The node that listens on `port` has no IPv6 any more: neither for clients nor for other nodes, in no direction. */
  public cutOff(port: number): void {
    const ports = `{ ${port}, ${port + BUS_OFFSET} }`;
    nft(['dport', 'sport'].map((end) => `add rule inet lab firewall meta nfproto ipv6 tcp ${end} ${ports} drop`).join('\n'));
  }

  /** Nothing is blocked any more. */
  public unblock(): void {
    nft('flush chain inet lab firewall');
  }

  public addRoute(): void {
    run('ip', ['-6', 'route', 'add', 'local', 'fd00::/64', 'dev', 'lo']);
  }

  public removeRoute(): void {
    run('ip', ['-6', 'route', 'del', 'local', 'fd00::/64', 'dev', 'lo']);
  }
}

function nft(rules: string): void {
  run('nft', ['-f', '-'], rules);
}

function run(program: string, words: readonly string[], input = ''): void {
  execFileSync(program, words, { input, stdio: ['pipe', 'ignore', 'pipe'] });
}

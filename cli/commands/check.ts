import { type CheckArguments, type CheckOptions, readCheckArguments } from '../check/check-arguments';
import { EXIT_CODES } from '../check/check-outcome';
import { type CheckView } from '../check/check-view';
import { ClusterCheck } from '../check/cluster-check';
import { LiveView } from '../check/live-view';
import { PlainView } from '../check/plain-view';
import { outcomeAsJson, outcomeAsText } from '../check/report';
import { type CliCommand } from '../command';
import { type ExitCode } from '../exit-code';
import { colorsFor } from '../output/colors';
import { type Session } from '../session';

const AFTER_HELP = `
Asks every node of the cluster, also those that CLUSTER SLOTS leaves out, and judges as the gate of a deployment does: open means
that every node is proven to be on the family, in two looks one after the other. What is proven, from the least to the most:
  REPORTED   every node announces the family for every node (cluster mode without TLS)
  RESOLVED   its name has an address of the family
  CONNECTED  it takes a connection over the family
  HANDSHAKE  it completes the TLS handshake, with a certificate for its name (--tls)
  ANSWERED   it answers, and is the node that it should be
With TLS nodes announce host names: each is resolved and connected to. Without cluster mode no node knows of the others: name
the primary endpoint, the reader endpoint and every node with a --host of its own.

Exit codes:
  0  open
  1  not open
  2  the command line is wrong
  3  cannot tell: a refused login or certificate, no Redis or Valkey, or no answer from --host

Examples:
  $ cdk-elasticache-dual-stack check --host my-cache.example.com --family ipv6
  $ cdk-elasticache-dual-stack check --host 10.0.1.7 --family ipv6 --members 6 --wait 30m
  $ CACHE_PASSWORD=... cdk-elasticache-dual-stack check --host my-cache.example.com --tls \\
      --user app --password-env CACHE_PASSWORD --family ipv6 --json
  $ cdk-elasticache-dual-stack check --host master.my-cache.example.com --host replica.my-cache.example.com --tls \\
      --minimum-evidence HANDSHAKE --family ipv6
`;

/** `check`: the gate's own probe and judge, from where the user stands. */
export const checkCommand: CliCommand = {
  register(program, session, finish) {
    program
      .command('check')
      .summary('ask every node whether it is on an address family')
      .description('Tells whether every node of a cluster is on an address family, as the gate of a deployment would.')
      .option('--host <host>', 'any node, or the configuration endpoint: a name, an IPv4 or an IPv6 address (required, may be repeated)', collect)
      .option('--port <port>', 'the port of that host (default: 6379)')
      .option('--family <family>', 'ipv4 or ipv6: what every node should be on (required)')
      .option('--tls', 'connect with TLS')
      .option('--ca <file>', 'PEM file of a certificate authority to trust too, with --tls')
      .option('--user <name>', 'the user to log in as')
      .option('--password-env <variable>', 'name of the environment variable that holds the password')
      .option('--members <count>', 'demand exactly so many nodes')
      .option('--minimum-evidence <rung>', 'prove this much of every node, and no more: see below (default: as much as can be)')
      .option('--wait <duration>', 'wait until it is open, at most so long: 90s, 30m, 1h (default: one look)')
      .option('--json', 'print one JSON object on standard output and nothing else there')
      .addHelpText('after', AFTER_HELP)
      .action(async (options: CheckOptions) => {
        finish(await runCheck(options, session));
      });
  },
};

/** An option that may be repeated. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

async function runCheck(options: CheckOptions, session: Session): Promise<ExitCode> {
  const given = readCheckArguments(options, session.environment);
  const view = viewFor(given, session);
  const check = new ClusterCheck(given, {
    interruption: session.interruption,
    onProgress: (progress) => {
      view?.show(progress);
    },
  });
  const outcome = await check.run().finally(() => view?.end());
  const text = options.json === true ? outcomeAsJson(outcome, given) : outcomeAsText(outcome, given, colorsFor(session.stdout, session.environment));
  session.stdout.write(text);
  return EXIT_CODES[outcome.verdict];
}

/** One look is over before there is anything to show. */
function viewFor(given: CheckArguments, { stderr, environment }: Session): CheckView | undefined {
  if (given.waitMillis === undefined) {
    return undefined;
  }
  const isPicture = stderr.isTTY === true && environment['TERM'] !== 'dumb';
  return isPicture ? new LiveView(stderr, colorsFor(stderr, environment), given) : new PlainView(stderr, given.family);
}

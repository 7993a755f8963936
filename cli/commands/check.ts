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
Asks every node of the cluster, also those that CLUSTER SLOTS leaves out, for its own view, and judges as the gate of a
deployment does: open means that every node announces the family for every node, in two looks one after the other.

Exit codes:
  0  open
  1  not open
  2  the command line is wrong
  3  cannot tell: host names (TLS), a refused login, cluster mode disabled, or no answer from --host

Examples:
  $ cdk-elasticache-dual-stack check --host my-cache.example.com --family ipv6
  $ cdk-elasticache-dual-stack check --host 10.0.1.7 --family ipv6 --members 6 --wait 30m
  $ CACHE_PASSWORD=... cdk-elasticache-dual-stack check --host my-cache.example.com --tls \\
      --user app --password-env CACHE_PASSWORD --family ipv6 --json
`;

/** `check`: the gate's own probe and judge, from where the user stands. */
export const checkCommand: CliCommand = {
  register(program, session, finish) {
    program
      .command('check')
      .summary('ask every node whether it announces an address family')
      .description('Tells whether every node of a cluster announces an address family, as the gate of a deployment would.')
      .option('--host <host>', 'any node, or the configuration endpoint: a name, an IPv4 or an IPv6 address (required)')
      .option('--port <port>', 'the port of that host (default: 6379)')
      .option('--family <family>', 'ipv4 or ipv6: what every node should announce (required)')
      .option('--tls', 'connect with TLS')
      .option('--ca <file>', 'PEM file of the certificate authority, with --tls')
      .option('--user <name>', 'the user to log in as')
      .option('--password-env <variable>', 'name of the environment variable that holds the password')
      .option('--members <count>', 'demand exactly so many nodes')
      .option('--wait <duration>', 'wait until it is open, at most so long: 90s, 30m, 1h (default: one look)')
      .option('--json', 'print one JSON object on standard output and nothing else there')
      .addHelpText('after', AFTER_HELP)
      .action(async (options: CheckOptions) => {
        finish(await runCheck(options, session));
      });
  },
};

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

import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { createColors } from 'picocolors';
import { type CacheMember } from '../../rehearsal/elasticache/cache-member';
import { Cleanup } from '../../rehearsal/scenario/cleanup';
import { deploymentDeviations, type DeploymentFacts } from '../../rehearsal/scenario/deviations';
import { LogBook } from '../../rehearsal/scenario/log-book';
import { openStage, type OpenStage } from '../../rehearsal/scenario/open-stage';
import { CREATES, type PlannedDeployment, ROLLS_BACK, UPDATES } from '../../rehearsal/scenario/planned-deployment';
import { GateProof } from '../../rehearsal/scenario/proofs/gate-proof';
import { runDeployment } from '../../rehearsal/scenario/run-deployment';
import { deployWith, FLIP_STACK } from '../../rehearsal/scenario/scenarios/flip';
import { findSecrets } from '../../rehearsal/scenario/secret-search';
import { PlainView } from '../../rehearsal/view/plain-view';

const DEPLOYMENT_MILLIS = 180_000;
const NODE_DELAY_MILLIS = 500;
const TITLE = { scenario: 'fault', name: 'fault', number: 1, of: 1, detailed: true };
const IMPATIENT_SECONDS = 12;
/** Longer than the other nodes need, and longer than the probe waits for an answer. */
const FROZEN_MILLIS = 6000;

describe('a node that fails while the gate waits', () => {
  const cleanup = new Cleanup();
  const book = new LogBook();
  let stage: OpenStage;

  beforeAll(async () => {
    const view = new PlainView(new PassThrough().resume(), createColors(false));
    stage = await openStage({ view, cleanup, nodeDelayMillis: NODE_DELAY_MILLIS }, book, 'cluster-mode-flip');
    const { report } = await deploy(deployWith('ipv4', { name: 'create', expected: CREATES }));
    expect(report).toMatchObject({ status: 'CREATE_COMPLETE' });
  }, DEPLOYMENT_MILLIS);
  afterAll(() => cleanup.run());

  function deploy(planned: PlannedDeployment): Promise<DeploymentFacts> {
    return runDeployment(planned, TITLE, stage);
  }

  /** Flips to ipv6, with a short patience where it is to fail; calls `disturb` when the gate already waits. */
  async function flipWith(disturb: (victim: CacheMember) => Promise<void>, expected = ROLLS_BACK) {
    const victim = stage.aws.members()[3];
    if (victim === undefined) throw new Error('no node to disturb');
    const flip = { name: 'flip', expected, proof: new GateProof({ calls: true, movesTo: 'ipv6' }) };
    const deploying = deploy(expected.succeeds ? deployWith('ipv6', flip) : deployWith('ipv6', flip, IMPATIENT_SECONDS));
    while (stage.aws.stackStatus(FLIP_STACK) !== 'UPDATE_IN_PROGRESS') await pause(20);
    // two nodes have turned, four have not
    await pause(2.5 * NODE_DELAY_MILLIS);
    await disturb(victim);
    return { victim, facts: await deploying };
  }

  type Act = (victim: CacheMember) => Promise<void>;

  test.each<[string, string, Act, Act]>([
    [
      'is frozen (SIGSTOP)',
      'VICTIM( \\(.+\\))?: .*(answer|asked)',
      ({ node }) => {
        node.freeze();
        return Promise.resolve();
      },
      ({ node }) => {
        node.thaw();
        return Promise.resolve();
      },
    ],
    ['is killed', 'VICTIM( \\(.+\\))?: .*ECONNREFUSED', ({ node }) => node.kill(), ({ node }) => node.restart('ipv4')],
    [
      'comes back with its old setting',
      'VICTIM is still at 127\\.0\\.0\\.1',
      async ({ node }) => {
        // after it had turned
        await pause(4 * NODE_DELAY_MILLIS);
        await node.kill();
        await node.restart('ipv4');
      },
      () => Promise.resolve(),
    ],
  ])(
    '%s: the gate never opens, the deployment is rolled back, and the reason names the node',
    async (_, reason, disturb, repair) => {
      const probedBefore = stage.aws.probeResults().length;
      const { victim, facts } = await flipWith(disturb);
      await repair(victim);

      expect(facts.report.status).toBe('UPDATE_ROLLBACK_COMPLETE');
      expect(facts.report.reason).toMatch(new RegExp(reason.replace('VICTIM', victim.memberId)));
      expect(facts.exitCode).toBe(1);
      expect(stage.aws.probeResults().slice(probedBefore).map(({ verdict }) => verdict.kind)).not.toContain('open');
    },
    DEPLOYMENT_MILLIS,
  );

  test(
    'is frozen and comes back: the gate waits for it, and opens then',
    async () => {
      const probedBefore = stage.aws.probeResults().length;
      let thawedAt = Number.POSITIVE_INFINITY;
      const { facts } = await flipWith(async ({ node }) => {
        node.freeze();
        await pause(FROZEN_MILLIS);
        thawedAt = Date.now();
        node.thaw();
      }, UPDATES);

      // that every node had turned by then is what the proof of the flip says
      expect(deploymentDeviations(facts)).toEqual([]);
      const opened = stage.aws.probeResults().slice(probedBefore).filter(({ verdict }) => verdict.kind === 'open');
      expect(opened.map(({ decidedAtMillis }) => decidedAtMillis > thawedAt)).toEqual([true]);
    },
    DEPLOYMENT_MILLIS,
  );

  test('what was handed out meanwhile is in no log', () => {
    const secrets = stage.aws.secrets();

    expect(new Set(secrets.map(({ kind }) => kind))).toEqual(new Set(['secret access key', 'session token', 'response URL', 'token of a response URL']));
    expect(findSecrets(book.lines, secrets)).toEqual([]);
  });
});

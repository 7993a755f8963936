import { gateDeviations, type GateProofOptions, type SeenOfGate } from '../../../../rehearsal/scenario/proofs/gate-proof';
import { type FlipReport } from '../../../../rehearsal/scenario/report';

const flip: FlipReport = {
  nodes: 6,
  updateCompleteAt: 1000,
  lastViewCompleteAt: 8000,
  lastViewUncertaintyMs: 15,
  gateOpenedAt: 8050,
  openedAfterMs: 50,
  sweeps: 3,
  oneNodeCheckEarlyByMs: 900,
};
const seen = (more: Partial<SeenOfGate> = {}): SeenOfGate => ({ gateCalls: 1, reason: undefined, members: ['cache-0001-001', 'cache-0002-002'], nodeBehind: undefined, flip, ...more });
const behind = (reason?: string): SeenOfGate => seen({ reason, nodeBehind: 'cache-0002-002', flip: undefined });

const CALLED: GateProofOptions = { calls: true };
const FLIPS: GateProofOptions = { calls: true, movesTo: 'ipv6' };
const BEHIND: GateProofOptions = { ...FLIPS, oneNodeStaysBehind: true };

describe('gateDeviations', () => {
  test.each<[string, GateProofOptions, SeenOfGate]>([
    ['a gate that was called', CALLED, seen({ flip: undefined })],
    ['a gate that was not', { calls: false }, seen({ gateCalls: 0, flip: undefined })],
    ['a flip', FLIPS, seen()],
    ['a node that stays behind and is named', BEHIND, behind('cache-0002-002 lags')],
  ])('none for %s, as planned', (_, options, found) => {
    expect(gateDeviations(options, found)).toEqual([]);
  });

  test.each<[string, GateProofOptions, SeenOfGate, string]>([
    ['a gate that was called without need', { calls: false }, seen({ flip: undefined }), 'the gate was called 1 times, expected not at all'],
    ['a gate that was not called', CALLED, seen({ gateCalls: 0 }), 'the gate was called 0 times, expected at least once'],
    ['an early opening', FLIPS, seen({ flip: { ...flip, openedAfterMs: -5 } }), "the gate opened 5 ms before every node's view was complete"],
    ['a gate that never opened', FLIPS, seen({ flip: undefined }), 'the gate did not open, or some view never became complete'],
    [
      'a flip that was over before it could be held',
      FLIPS,
      seen({ flip: { ...flip, lastViewCompleteAt: 1000 } }),
      'every view was complete before CloudFormation called the update complete: the gate had nothing to hold',
    ],
    [
      'a reason that names another node',
      BEHIND,
      behind('cache-0001-001 announces 127.0.0.1'),
      'the reason does not name the node cache-0002-002 that stayed behind: cache-0001-001 announces 127.0.0.1',
    ],
    [
      'a reason that names another node more often',
      BEHIND,
      behind('cache-0001-001 and cache-0002-002 lag: cache-0001-001 announces 127.0.0.1'),
      'the reason does not name the node cache-0002-002 that stayed behind: cache-0001-001 and cache-0002-002 lag: cache-0001-001 announces 127.0.0.1',
    ],
    ['no reason', BEHIND, behind(), 'the reason does not name the node cache-0002-002 that stayed behind: no reason'],
  ])('%s', (_, options, found, sentence) => {
    expect(gateDeviations(options, found)).toEqual([sentence]);
  });
});

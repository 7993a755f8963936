import { type CacheGroup } from '../../../../lambda/gate/nodes/cache-group';
import { demandedEvidence } from '../../../../lambda/gate/nodes/demanded-evidence';
import { type EvidenceName, type ProbePurpose } from '../../../../lib/gates/contract';
import { GROUP } from '../fake-services';

type Facts = Pick<CacheGroup, 'clusterMode' | 'transitEncryption' | 'authentication'>;

const PLAIN_CLUSTER: Facts = { clusterMode: true, transitEncryption: 'disabled', authentication: 'none' };
const PLAIN_SINGLE: Facts = { ...PLAIN_CLUSTER, clusterMode: false };
const TLS: Facts = { clusterMode: true, transitEncryption: 'required', authentication: 'none' };
const TLS_USERS: Facts = { ...TLS, authentication: 'users' };
const TLS_TOKEN: Facts = { clusterMode: false, transitEncryption: 'preferred', authentication: 'token' };

function demand(facts: Facts, minimum?: EvidenceName, hasCredentials = false, purpose: ProbePurpose = 'propagation') {
  return demandedEvidence({ ...GROUP, ...facts }, { minimum, hasCredentials, purpose });
}

describe('the evidence that is demanded without a word of the author: the most that is possible', () => {
  test.each<[string, Facts, boolean, EvidenceName]>([
    ['plain cluster', PLAIN_CLUSTER, false, 'ANSWERED'],
    ['plain, no cluster mode', PLAIN_SINGLE, false, 'ANSWERED'],
    ['TLS, nobody is asked', TLS, false, 'ANSWERED'],
    ['TLS with users, no credentials', TLS_USERS, false, 'HANDSHAKE'],
    ['TLS with users, credentials', TLS_USERS, true, 'ANSWERED'],
    ['TLS with a token, no credentials', TLS_TOKEN, false, 'HANDSHAKE'],
    ['TLS with a token, credentials', TLS_TOKEN, true, 'ANSWERED'],
    ['nothing is known', { clusterMode: undefined, transitEncryption: undefined, authentication: undefined }, false, 'ANSWERED'],
  ])('%s', (_, facts, hasCredentials, evidence) => {
    expect(demand(facts, undefined, hasCredentials)).toEqual({ ok: true, evidence });
  });
});

describe('the evidence that the author demands', () => {
  test.each<[EvidenceName, Facts]>([
    ['RESOLVED', TLS],
    ['CONNECTED', TLS_USERS],
    ['HANDSHAKE', TLS_USERS],
    ['CONNECTED', PLAIN_SINGLE],
    ['ANSWERED', PLAIN_SINGLE],
  ])('%s is enough', (minimum, facts) => {
    expect(demand(facts, minimum)).toEqual({ ok: true, evidence: minimum });
  });

  test.each<EvidenceName>(['REPORTED', 'RESOLVED', 'CONNECTED', 'ANSWERED'])('less than the views of all nodes is never enough where they are asked: %s', (minimum) => {
    expect(demand(PLAIN_CLUSTER, minimum)).toEqual({ ok: true, evidence: 'ANSWERED' });
    expect(demand(PLAIN_CLUSTER, 'CONNECTED', false, 'reachability')).toEqual({ ok: true, evidence: 'CONNECTED' });
  });

  test.each<[string, EvidenceName, Facts, ProbePurpose, RegExp]>([
    ['an answer without credentials', 'ANSWERED', TLS_USERS, 'propagation', /^the evidence ANSWERED can not be had: .*asks for credentials.*demand HANDSHAKE$/],
    ['a handshake without TLS', 'HANDSHAKE', PLAIN_CLUSTER, 'propagation', /no TLS handshake: demand CONNECTED or ANSWERED$/],
    ['a handshake without TLS and cluster mode', 'HANDSHAKE', PLAIN_SINGLE, 'propagation', /no TLS handshake/],
    ['a report with TLS', 'REPORTED', TLS, 'propagation', /without in-transit encryption/],
    ['a report before the change', 'REPORTED', PLAIN_CLUSTER, 'reachability', /before the change no node reports the family/],
  ])('is refused where it can not be had: %s', (_, minimum, facts, purpose, message) => {
    expect(demand(facts, minimum, false, purpose)).toEqual({ ok: false, message: expect.stringMatching(message) as string });
  });
});

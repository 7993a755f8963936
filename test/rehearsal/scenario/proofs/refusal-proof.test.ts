import { readGroup } from '../../../../rehearsal/elasticache/group-configuration';
import { refusalDeviations, refusalIn, type SeenOfRefusal } from '../../../../rehearsal/scenario/proofs/refusal-proof';

const configuration = readGroup({ NetworkType: 'ipv4', NumNodeGroups: 1, ReplicasPerNodeGroup: 1 });
const node = { memberId: 'cache-0001-001', nodeGroupId: '0001', runId: 'a1', keys: 500, checksum: 'c1' };
const MESSAGE = 'refused (GroupWouldBeReplaced): ...\nNetworkType: "ipv4" -> "dual_stack"';
const look = { configuration, nodes: [node] };
const seen = (more: Partial<SeenOfRefusal> = {}): SeenOfRefusal => ({ changes: [], isThere: true, before: look, after: look, message: MESSAGE, ...more });

describe('refusalDeviations', () => {
  test('none for a group that nobody touched', () => {
    expect(refusalDeviations(seen(), [/"ipv4" -> "dual_stack"/])).toEqual([]);
  });

  test.each<[string, Partial<SeenOfRefusal>, string]>([
    [
      'a call that changed a cache',
      { changes: [{ operation: 'CreateReplicationGroup', cacheId: 'cache-2' }] },
      'CreateReplicationGroup was called for cache-2, although the replacement was refused',
    ],
    ['another cache, of which the nodes are not looked at', { isThere: false, after: { ...look, nodes: [] } }, 'the stack has another cache now'],
    ['other settings', { after: { ...look, configuration: { ...configuration, networkType: 'dual_stack' } } }, 'the settings of the group changed'],
    ['a node that is gone', { after: { ...look, nodes: [] } }, 'the node cache-0001-001 is gone'],
    ['a node that was started again', { after: { ...look, nodes: [{ ...node, runId: 'b2' }] } }, 'the node cache-0001-001 was started again'],
    ['lost data', { after: { ...look, nodes: [{ ...node, keys: 0, checksum: 'c0' }] } }, 'the data of cache-0001-001 changed: 500 keys before, 0 after'],
    ['no message', { message: '' }, 'the CDK CLI printed no refusal'],
    ['a message that leaves something out', { message: 'refused' }, 'the refusal does not say "dual_stack": refused'],
  ])('%s', (_, more, sentence) => {
    expect(refusalDeviations(seen(more), [/"dual_stack"/])).toEqual([sentence]);
  });
});

describe('refusalIn', () => {
  test('is what the CLI printed of it first, from the word to the last line of the reason', () => {
    const output = ['12:00 | UPDATE_FAILED | Received: refused (GroupWouldBeReplaced): this', 'NetworkType: x', "to give up: allowReplacement: 'c: <why>'", '', 'refused (GroupWouldBeReplaced): again'];

    expect(refusalIn(output.join('\n'))).toBe("refused (GroupWouldBeReplaced): this\nNetworkType: x\nto give up: allowReplacement: 'c: <why>'");
  });

  test.each(['', 'refused (GroupWouldBeReplaced): cut off', "allowReplacement: 'c: <why>'"])('is empty where there is none: "%s"', (output) => {
    expect(refusalIn(output)).toBe('');
  });
});

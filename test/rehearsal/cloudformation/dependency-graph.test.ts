import { findCycle, graphOf, inOrder, reversed, walk } from '../../../rehearsal/cloudformation/dependency-graph';

const graph = graphOf({
  Service: { DependsOn: ['Gate'] },
  Gate: { Properties: { Group: { Ref: 'Cache' }, Text: { 'Fn::Sub': '${Role.Arn} ${!Ignored} ${AWS::Region}' } } },
  Role: {},
  Cache: { Properties: { Subnets: [{ 'Fn::GetAtt': ['Subnet', 'SubnetId'] }] } },
  Subnet: { Properties: { Own: { 'Fn::Sub': ['${Role}', { Role: 'a variable, no resource' }] } } },
});

describe('the order of resources', () => {
  it('follows Ref, Fn::GetAtt, Fn::Sub and DependsOn', () => {
    expect(Object.fromEntries([...graph].map(([id, needs]) => [id, [...needs]]))).toEqual({
      Service: ['Gate'],
      Gate: ['Cache', 'Role'],
      Role: [],
      Cache: ['Subnet'],
      Subnet: [],
    });
    expect(inOrder(graph)).toEqual(['Subnet', 'Cache', 'Role', 'Gate', 'Service']);
  });

  it('is the other way round for deletions', () => {
    expect(inOrder(reversed(graph))).toEqual(['Service', 'Gate', 'Role', 'Cache', 'Subnet']);
  });

  it('names a circle', () => {
    expect(findCycle(graph)).toBeUndefined();
    expect(findCycle(graphOf({ A: { DependsOn: 'B' }, B: { DependsOn: 'C' }, C: { DependsOn: 'B' } }))).toEqual(['B', 'C']);
  });

  it('skips whatever needs a failed resource, and finishes the rest', async () => {
    const visits = await walk(graph, (id) => (id === 'Cache' ? Promise.reject(new Error('no')) : Promise.resolve()));
    expect(Object.fromEntries(visits.map(({ id, outcome }) => [id, outcome]))).toEqual({ Service: 'skipped', Gate: 'skipped', Role: 'done', Cache: 'failed', Subnet: 'done' });
  });
});

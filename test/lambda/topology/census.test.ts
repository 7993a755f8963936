import { Census } from '../../../lambda/topology/census';
import { observe, sampleNodes } from './sample-topology';

test('a place where nobody was reached, and an id that nobody gave, have no members', () => {
  const census = new Census(observe(sampleNodes('ipv6')));
  expect(census.membersAt('::1 port 6379')).toEqual([]);
  expect(census.claimants('0'.repeat(40))).toEqual([]);
});

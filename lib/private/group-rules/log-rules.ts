import { isOlderThan } from '../engine-version-number';
import { type GroupFacts } from '../group-facts';
import { type GroupRule, known } from './group-rule';

/** What it takes to deliver the logs of the engine. */
export const LOG_RULES: readonly GroupRule[] = [
  {
    code: 'SlowLogNeedsNewerEngine',
    refuses: '`slowLog` with Redis OSS before 6.0',
    problem: (facts) => engineProblem(facts, 'slow-log', 6, 0),
  },
  {
    code: 'EngineLogNeedsNewerEngine',
    refuses: '`engineLog` with Redis OSS before 6.2',
    problem: (facts) => engineProblem(facts, 'engine-log', 6, 2),
  },
  {
    code: 'LogDeliveredTwice',
    refuses: 'more than one delivery of the same log (raw `CfnReplicationGroup`, escape hatch)',
    problem: ({ deliveredLogs }) => {
      const twice = deliveredLogs.find((log, index) => typeof log === 'string' && deliveredLogs.indexOf(log) !== index);
      return twice === undefined
        ? undefined
        : `log ${JSON.stringify(twice)} is in LogDeliveryConfigurations more than once, but each log goes to one destination: leave out ` +
            'all but one';
    },
  },
];

function engineProblem(facts: GroupFacts, log: string, major: number, minor: number): string | undefined {
  const version = known(facts.engineVersion);
  return facts.deliveredLogs.includes(log) && facts.engine !== 'valkey' && version !== undefined && isOlderThan(version, major, minor)
    ? `log "${log}" is to be delivered but the engine version is ${JSON.stringify(version)}, and versions before ${major}.${minor} do not deliver it: ` +
        `use a newer engine, or leave out ${log === 'slow-log' ? 'slowLog' : 'engineLog'} (LogDeliveryConfigurations)`
    : undefined;
}

import { type GroupFacts } from '../group-facts';
import { type ParsedWindow, parseMaintenanceWindow, parseSnapshotWindow, windowsOverlap } from '../parse-window';
import { type GroupRule, known } from './group-rule';

const SHORTEST_MINUTES = 60;

/** When ElastiCache may work on the nodes. */
export const WINDOW_RULES: readonly GroupRule[] = [
  {
    code: 'MaintenanceWindowMalformed',
    refuses: 'a `PreferredMaintenanceWindow` that is no window of one hour or more',
    problem: ({ maintenanceWindow }) =>
      windowProblem('PreferredMaintenanceWindow', known(maintenanceWindow), parseMaintenanceWindow, 'ddd:hh:mm-ddd:hh:mm', 'sun:05:00-sun:06:00'),
  },
  {
    code: 'SnapshotWindowMalformed',
    refuses: 'a `SnapshotWindow` that is no window of one hour or more',
    problem: ({ snapshotWindow }) =>
      windowProblem('SnapshotWindow', known(snapshotWindow), parseSnapshotWindow, 'hh:mm-hh:mm', '03:00-04:00'),
  },
  {
    code: 'WindowsOverlap',
    refuses: 'a `SnapshotWindow` and a `PreferredMaintenanceWindow` that overlap',
    problem: (facts) => {
      const weekly = parsed(facts.maintenanceWindow, parseMaintenanceWindow);
      const daily = parsed(facts.snapshotWindow, parseSnapshotWindow);
      return weekly !== undefined && daily !== undefined && windowsOverlap(daily, weekly)
        ? `property SnapshotWindow is ${JSON.stringify(facts.snapshotWindow)} and PreferredMaintenanceWindow is ` +
            `${JSON.stringify(facts.maintenanceWindow)}, but ElastiCache refuses windows that overlap: move one of them`
        : undefined;
    },
  },
];

type Parse = (text: string) => ParsedWindow | undefined;

function windowProblem(name: string, text: string | undefined, parse: Parse, form: string, example: string): string | undefined {
  if (text === undefined) {
    return undefined;
  }
  const window = parse(text);
  if (window === undefined) {
    return `property ${name} is ${JSON.stringify(text)} but must be written as "${form}" in UTC: use for example "${example}"`;
  }
  return window.length < SHORTEST_MINUTES
    ? `property ${name} is ${JSON.stringify(text)}, ${window.length} minutes, but must be ${SHORTEST_MINUTES} minutes or longer: use for ` +
        `example "${example}"`
    : undefined;
}

/** Of a window that is wrong by itself, nothing more is said. */
function parsed(fact: GroupFacts['snapshotWindow'], parse: Parse): ParsedWindow | undefined {
  const text = known(fact);
  const window = text === undefined ? undefined : parse(text);
  return window === undefined || window.length < SHORTEST_MINUTES ? undefined : window;
}

import { type GroupFacts } from '../group-facts';
import { type ParsedWindow, parseMaintenanceWindow, parseSnapshotWindow, windowsOverlap } from '../parse-window';
import { type GroupRule, known } from './group-rule';

const SHORTEST_MINUTES = 60;

export const MAINTENANCE_WINDOW_MALFORMED: GroupRule = {
  code: 'MaintenanceWindowMalformed',
  refuses: 'a `maintenanceWindow` that is no window of one hour or more',
  problem: ({ maintenanceWindow }) => {
    const text = known(maintenanceWindow);
    return text === undefined ? undefined : maintenanceWindowProblem(text);
  },
};

export const SNAPSHOT_WINDOW_MALFORMED: GroupRule = {
  code: 'SnapshotWindowMalformed',
  refuses: 'a `snapshotWindow` that is no window of one hour or more',
  problem: ({ snapshotWindow }) => {
    const text = known(snapshotWindow);
    return text === undefined ? undefined : snapshotWindowProblem(text);
  },
};

/** When ElastiCache may work on the nodes. */
export const WINDOW_RULES: readonly GroupRule[] = [
  MAINTENANCE_WINDOW_MALFORMED,
  SNAPSHOT_WINDOW_MALFORMED,
  {
    code: 'WindowsOverlap',
    refuses: '`snapshotWindow` and `maintenanceWindow` that overlap',
    problem: (facts) => {
      const weekly = parsed(facts.maintenanceWindow, parseMaintenanceWindow);
      const daily = parsed(facts.snapshotWindow, parseSnapshotWindow);
      return weekly !== undefined && daily !== undefined && windowsOverlap(daily, weekly)
        ? `snapshotWindow (SnapshotWindow) is ${JSON.stringify(facts.snapshotWindow)} and maintenanceWindow (PreferredMaintenanceWindow) ` +
            `is ${JSON.stringify(facts.maintenanceWindow)}, but ElastiCache refuses windows that overlap: move one of them`
        : undefined;
    },
  },
];

type Parse = (text: string) => ParsedWindow | undefined;

/** What is wrong with a maintenance window, if anything is. */
export function maintenanceWindowProblem(text: string): string | undefined {
  const name = 'maintenanceWindow (PreferredMaintenanceWindow)';
  return windowProblem(name, text, parseMaintenanceWindow, 'ddd:hh:mm-ddd:hh:mm', 'sun:05:00-sun:06:00');
}

/** What is wrong with a snapshot window, if anything is. */
export function snapshotWindowProblem(text: string): string | undefined {
  return windowProblem('snapshotWindow (SnapshotWindow)', text, parseSnapshotWindow, 'hh:mm-hh:mm', '03:00-04:00');
}

function windowProblem(name: string, text: string, parse: Parse, form: string, example: string): string | undefined {
  const window = parse(text);
  if (window === undefined) {
    return `${name} is ${JSON.stringify(text)} but must be written as "${form}" in UTC: use for example "${example}"`;
  }
  return window.length < SHORTEST_MINUTES
    ? `${name} is ${JSON.stringify(text)}, ${window.length} minutes, but must be ${SHORTEST_MINUTES} minutes or longer: use for ` +
        `example "${example}"`
    : undefined;
}

/** Of a window that is wrong by itself, nothing more is said. */
function parsed(fact: GroupFacts['snapshotWindow'], parse: Parse): ParsedWindow | undefined {
  const text = known(fact);
  const window = text === undefined ? undefined : parse(text);
  return window === undefined || window.length < SHORTEST_MINUTES ? undefined : window;
}

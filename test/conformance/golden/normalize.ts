/** What differs from one aws-cdk-lib to the next, or from one build of ours to the next, for a reason; in its place stands a word. */
export interface ExplainedDifference {
  readonly why: string;
  /** Gives the value that is compared, for a value at a path such as `Resources/Id/Properties/Runtime`. */
  replace(path: string, value: string): string | undefined;
}

export const EXPLAINED_DIFFERENCES: readonly ExplainedDifference[] = [
  {
    why: 'the code of a function has its hash in its name; it changes with the sources, those of the provider framework with aws-cdk-lib',
    replace: (path, value) => (path.endsWith('/Code/S3Key') && /^[0-9a-f]{64}\.zip$/.test(value) ? 'CODE.zip' : undefined),
  },
  {
    why: 'aws-cdk-lib chooses the runtime of its provider framework',
    replace: (path, value) => (/\/ElastiCacheGatesProviderframework\w+\/Properties\/Runtime$/.test(path) && /^nodejs\d+\.x$/.test(value) ? 'chosen by aws-cdk-lib' : undefined),
  },
  {
    why: 'newer versions of aws-cdk-lib say in each text widget that it has no background, which was so before',
    replace: (path, value) => (path.includes('/DashboardBody') && value.includes(TRANSPARENT) ? value.replaceAll(TRANSPARENT, '') : undefined),
  },
];

const TRANSPARENT = ',"background":"transparent"';

/** What the CDK writes into every template for its own bootstrap. */
const OF_THE_CDK = ['Parameters', 'Rules'];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A template to be compared: names in order, differences that are explained out of sight. */
export function normalized(template: string, used: (difference: ExplainedDifference) => void = () => undefined): Json {
  const parsed = JSON.parse(template) as Readonly<Record<string, Json>>;
  const own = Object.fromEntries(Object.entries(parsed).filter(([name]) => !OF_THE_CDK.includes(name) || hasOwnParameters(parsed)));
  return walk(own, '', used);
}

/** The CDK's own parameter goes; with any other the whole part stays. */
function hasOwnParameters({ Parameters = {} }: Readonly<Record<string, Json>>): boolean {
  return Object.keys(Parameters ?? {}).some((name) => name !== 'BootstrapVersion');
}

function walk(value: Json, path: string, used: (difference: ExplainedDifference) => void): Json {
  if (typeof value === 'string') return explained(value, path, used);
  if (isList(value)) return value.map((child, at) => walk(child, `${path}/${at}`, used));
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, walk(value[name] ?? null, `${path}/${name}`, used)]));
}

function explained(value: string, path: string, used: (difference: ExplainedDifference) => void): string {
  return EXPLAINED_DIFFERENCES.reduce((text, difference) => {
    const replaced = difference.replace(path, text);
    if (replaced !== undefined) used(difference);
    return replaced ?? text;
  }, value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

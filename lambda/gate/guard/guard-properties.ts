import { type RawGuardProperties } from './guard-event';

/** The properties of the custom resource, read. */
export interface GuardProperties {
  readonly groupLogicalId: string;
  readonly isServerless: boolean;
  /** Lists and objects as JSON. */
  readonly wanted: Readonly<Record<string, string>>;
  readonly wantedSet: string;
  readonly onlineResharding: boolean;
  readonly updateReplacePolicy: string;
  readonly allowReplacement: string;
}

/** Nothing if they are not those of a guard. */
export function readGuardProperties(raw: RawGuardProperties | undefined): GuardProperties | undefined {
  const { GroupLogicalId, Wanted, WantedSet } = raw ?? {};
  if (typeof GroupLogicalId !== 'string' || GroupLogicalId === '' || !isRecord(Wanted) || typeof WantedSet !== 'string') return undefined;
  return {
    groupLogicalId: GroupLogicalId,
    isServerless: raw?.CacheKind === 'SERVERLESS',
    wanted: Object.fromEntries(Object.entries(Wanted).map(([name, value]) => [name, textOf(value)])),
    wantedSet: WantedSet,
    onlineResharding: raw?.OnlineResharding === 'true',
    updateReplacePolicy: typeof raw?.UpdateReplacePolicy === 'string' ? raw.UpdateReplacePolicy : 'Delete',
    allowReplacement: typeof raw?.AllowReplacement === 'string' ? raw.AllowReplacement : '',
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(sorted(value));
}

/** The order of names means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

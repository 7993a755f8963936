import { referencedNames, type ReferringDefinition } from './references';

/** For every resource the resources it needs first. */
export type DependencyGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** The dependencies among the given resources; references to anything else are left out. */
export function graphOf(definitions: Readonly<Record<string, ReferringDefinition>>): DependencyGraph {
  const known = new Set(Object.keys(definitions));
  return new Map(
    Object.entries(definitions).map(([id, definition]) => [id, new Set([...referencedNames(definition)].filter((name) => known.has(name) && name !== id))]),
  );
}

/** Who needs whom, seen from the other end: the order of deletions. */
export function reversed(graph: DependencyGraph): DependencyGraph {
  const dependents = new Map([...graph.keys()].map((id) => [id, new Set<string>()]));
  for (const [id, needs] of graph) for (const need of needs) dependents.get(need)?.add(id);
  return dependents;
}

/** Resources after everything they need; a circle is cut where it is met. */
export function inOrder(graph: DependencyGraph): readonly string[] {
  const ordered = new Set<string>();
  const seen = new Set<string>();
  const place = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    for (const need of graph.get(id) ?? []) place(need);
    ordered.add(id);
  };
  for (const id of graph.keys()) place(id);
  return [...ordered];
}

/** The resources of one circle, or nothing when there is an order. */
export function findCycle(graph: DependencyGraph): readonly string[] | undefined {
  const finished = new Set<string>();
  const follow = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (finished.has(id)) return undefined;
    if (path.includes(id)) return path.slice(path.indexOf(id));
    for (const need of graph.get(id) ?? []) {
      const cycle = follow(need, [...path, id]);
      if (cycle) return cycle;
    }
    finished.add(id);
    return undefined;
  };
  for (const id of graph.keys()) {
    const cycle = follow(id, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** What became of one resource in a walk. */
export type Visit = { readonly id: string; readonly outcome: 'done' | 'skipped' } | { readonly id: string; readonly outcome: 'failed'; readonly error: unknown };

/**
 * Visits every resource as soon as all it needs is done, as many at a time as the graph allows.
 * Whatever needs a failed or skipped resource is skipped. Resolves when nothing runs any more.
 */
export async function walk(graph: DependencyGraph, visit: (id: string) => Promise<void>, mayStart: () => boolean = () => true): Promise<readonly Visit[]> {
  const visits = new Map<string, Promise<Visit>>();
  const visited = (id: string): Promise<Visit> => {
    const started = visits.get(id) ?? visitAfterNeeds(id);
    visits.set(id, started);
    return started;
  };
  const visitAfterNeeds = async (id: string): Promise<Visit> => {
    const needs = await Promise.all([...(graph.get(id) ?? [])].map(visited));
    if (needs.some(({ outcome }) => outcome !== 'done') || !mayStart()) return { id, outcome: 'skipped' };
    try {
      await visit(id);
      return { id, outcome: 'done' };
    } catch (error) {
      return { id, outcome: 'failed', error };
    }
  };
  return await Promise.all([...graph.keys()].map(visited));
}

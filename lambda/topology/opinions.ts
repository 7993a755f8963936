import { type ListedNode } from './membership';
import { type TopologyView } from './view';
import { type ViewProblem } from './view-problem';

type Problems = readonly ViewProblem[];
type Listed = ReadonlyMap<string, ListedNode>;

/** Stands for a view that could not be read. */
const NO_VIEW: TopologyView = { nodes: new Map(), coveredSlots: 0 };

/**
 * What was found wrong with views, so that a view which many members hold, or one has held since the last sweep, is judged
 * once. Good for as long as the same members are expected with the same ids.
 */
export class Opinions {
  private readonly views = new WeakMap<TopologyView, Problems>();
  /** What is said of CLUSTER NODES depends on what CLUSTER SLOTS has said already. */
  private readonly memberships = new WeakMap<TopologyView, WeakMap<Listed, Problems>>();

  public ofView(view: TopologyView, judge: () => Problems): Problems {
    const problems = this.views.get(view) ?? judge();
    this.views.set(view, problems);
    return problems;
  }

  public ofMembership(view: TopologyView | undefined, nodes: Listed, judge: () => Problems): Problems {
    const besideView = this.memberships.get(view ?? NO_VIEW) ?? new WeakMap<Listed, Problems>();
    this.memberships.set(view ?? NO_VIEW, besideView);
    const problems = besideView.get(nodes) ?? judge();
    besideView.set(nodes, problems);
    return problems;
  }
}

import { ReplicationGroup, type ReplicationGroupProps } from 'cdk-elasticache-dual-stack';
import { benchVpc } from './bench-vpc';
import { type Variant } from './variant';

const write = (props: Partial<ReplicationGroupProps>): Variant['write'] => {
  return (stack, groups) => {
    const vpc = benchVpc(stack);
    for (let index = 0; index < groups; index += 1) {
      new ReplicationGroup(stack, `Cache${index}`, { vpc, ...props });
    }
  };
};

/** Nothing but the resources of ElastiCache, to compare with those written by hand. */
export const bareGroups: Variant = {
  name: 'groups',
  title: 'ReplicationGroup without guard and gate',
  write: write({ replacementGuard: false, propagationGate: false }),
};

/** With the guard that every group has. */
export const guardedGroups: Variant = {
  name: 'guarded-groups',
  title: 'ReplicationGroup with guard, without gate',
  write: write({ propagationGate: false }),
};

/** As users get it. */
export const defaultGroups: Variant = {
  name: 'default-groups',
  title: 'ReplicationGroup with guard and gate',
  write: write({}),
};

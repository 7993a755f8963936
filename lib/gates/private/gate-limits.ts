import { Duration } from 'aws-cdk-lib';

/** Below this, a gate can not tell "not yet" from "not at all": starting the two functions alone takes seconds. */
export const SHORTEST_TIMEOUT = Duration.seconds(10);

/** CloudFormation gives a custom resource one hour; the rest is for our own answer, which says which node lags and why. */
export const LONGEST_TIMEOUT = Duration.minutes(55);

export const DEFAULT_TIMEOUT = Duration.minutes(30);

/** How much longer CloudFormation waits than the gate. */
export const SERVICE_TIMEOUT_MARGIN = Duration.minutes(5);

/** Shorter pauses load the nodes and find nothing sooner: a round trip takes about a millisecond, a view seconds. */
export const SHORTEST_POLL_INTERVAL = Duration.millis(20);

/** Longer pauses leave too few looks in one slice of the probe. */
export const LONGEST_POLL_INTERVAL = Duration.seconds(10);

export const DEFAULT_POLL_INTERVAL = Duration.millis(100);

/** A function of somebody else is called, which costs and takes longer than a look at a node. */
export const DEFAULT_CONDITION_POLL_INTERVAL = Duration.seconds(5);

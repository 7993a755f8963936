/** What a replication group says about its tokens. */
export interface GroupState {
  readonly status: string;
  readonly authTokenEnabled: boolean;
  /** `SETTING` or `ROTATING` while a token is on its way to the nodes. */
  readonly tokenStatus: string | undefined;
  /** When the tokens were changed last. */
  readonly tokenModifiedAt: Date | undefined;
}

/** `ROTATE`: this token too, besides the last one. `SET`: this token only. */
export type TokenStrategy = 'ROTATE' | 'SET';

/** ElastiCache, the parts that a rotation needs. */
export interface TokenGroups {
  describe(replicationGroupId: string): Promise<GroupState>;
  /** Begins a change, which is done when the group has settled; false if the group is being changed by somebody else. */
  modify(replicationGroupId: string, token: string, strategy: TokenStrategy): Promise<boolean>;
}

/** Whether nothing of the group changes. */
export function isSettled({ status, tokenStatus }: GroupState): boolean {
  return status === 'available' && tokenStatus === undefined;
}

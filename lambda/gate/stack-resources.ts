/** Finds what a stack made. */
export interface StackResourceReader {
  /** Physical id of a resource; nothing if the stack has none. */
  physicalId(stackId: string, logicalId: string): Promise<string | undefined>;
}

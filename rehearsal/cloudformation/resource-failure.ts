/** A resource that could not be created or updated. */
export class ResourceFailure extends Error {
  public constructor(
    message: string,
    /** What a failed creation left behind under this id; the rollback deletes it. */
    public readonly physicalId?: string,
  ) {
    super(message);
    this.name = 'ResourceFailure';
  }
}

/** An update that was refused before anything happened: the rollback has nothing to undo. */
export class UpdateRefused extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'UpdateRefused';
  }
}

/** The engine was closed in the middle of an operation, which is left as it is. */
export class EngineClosed extends Error {
  public constructor() {
    super('the offline AWS was closed');
    this.name = 'EngineClosed';
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

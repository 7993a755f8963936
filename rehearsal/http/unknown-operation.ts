import { ServiceError } from './service';

/** An operation that the offline AWS does not know; the front door records it, so that a gap never stays silent. */
export class UnknownOperation extends ServiceError {
  public constructor(
    public readonly operation: string,
    /** The code that the protocol uses for this, such as `InvalidAction`. */
    code: string,
  ) {
    super(code, `${operation} is not part of the offline AWS`, 400);
  }
}

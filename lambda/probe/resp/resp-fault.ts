/** Why a connection can not be used any longer. Each is its error code: `classifyFailure` knows them. */
export type RespFaultCode =
  /** The very first bytes are none of the protocol: something else listens there. */
  | 'NotResp'
  /** The server spoke the protocol and then broke it. */
  | 'MalformedResp'
  /** A reply beyond the limits: nobody reads that to its end. */
  | 'ReplyTooLarge'
  /** The other side closed the connection, or we did. */
  | 'ConnectionClosed'
  /** The reply did not come, or not to its end, in time. */
  | 'AnswerTimeout';

/** Ends a connection. */
export class RespFault extends Error {
  public override readonly name = 'RespFault';

  public constructor(
    public readonly code: RespFaultCode,
    message: string,
  ) {
    super(message);
  }
}

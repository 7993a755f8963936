import { fitReason, REASON_BYTES } from '../gate-error';

/** Fails the deployment before anything changes. Its text is the reason that CloudFormation shows, as for a `GateError`. */
export class GuardError extends Error {
  public override readonly name = 'ReplacementGuardError';

  public constructor(reason: string) {
    super(fitReason(reason, REASON_BYTES));
    this.stack = this.name;
  }
}

/** Who signed a request: the role behind the access key, absent for the CDK CLI itself. */
export interface Caller {
  readonly roleArn: string;
}

/** Finds the role that an access key was handed to. */
export interface CallerDirectory {
  callerOf(accessKeyId: string): Caller | undefined;
}

export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly caller: Caller | undefined;
}

export interface ServiceResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One AWS service behind the front door. */
export interface Service {
  /** Name in the credential scope of SigV4, such as `cloudformation`. */
  readonly name: string;
  handle(request: ServiceRequest): Promise<ServiceResponse>;
}

/** An error that the caller sees, as AWS words it. */
export class ServiceError extends Error {
  public constructor(
    /** Such as `ValidationError` or `AccessDenied`. */
    public readonly code: string,
    message: string,
    /** HTTP status. */
    public readonly status = 400,
  ) {
    super(message);
    this.name = code;
  }
}

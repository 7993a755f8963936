import { type JsonRecord } from './values';

export type RequestType = 'Create' | 'Update' | 'Delete';

/** The event that the function behind a ServiceToken receives. */
export interface CustomResourceRequest {
  readonly RequestType: RequestType;
  readonly ServiceToken: string;
  /** A secret: whoever has it can answer for the resource. */
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceProperties: JsonRecord;
  readonly PhysicalResourceId?: string;
  readonly OldResourceProperties?: JsonRecord;
}

/** A request as a scenario sees it: everything but the ResponseURL. */
export interface CustomResourceRequested {
  readonly stackName: string;
  readonly request: Omit<CustomResourceRequest, 'ResponseURL'>;
  readonly at: Date;
}

/** The end of a request. */
export interface CustomResourceAnswered extends CustomResourceRequested {
  /** `CANCELLED`: another resource failed, or the engine was closed; `NOT_INVOKED`: the function could not be called. */
  readonly outcome: 'SUCCESS' | 'FAILED' | 'INVALID' | 'TIMED_OUT' | 'CANCELLED' | 'NOT_INVOKED';
  readonly reason: string;
  readonly physicalId?: string;
  readonly data?: JsonRecord;
  /** Length of the answer, when one came. */
  readonly answerBytes?: number;
  readonly answeredAt: Date;
  readonly millis: number;
}

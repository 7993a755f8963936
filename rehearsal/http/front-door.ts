import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Log } from '../log';
import { envelopeOf, type Envelope, type RawRequest } from './envelope';
import { asServiceError, errorAnswer } from './error-answer';
import { type CallerDirectory, type Service, type ServiceResponse } from './service';
import { UnknownOperation } from './unknown-operation';

/** The host that CloudFormation's custom resources send their answers to, up to the region. */
export const RESPONSE_HOST_PREFIX = 'cloudformation-custom-resource-response-';

export interface FrontDoorOptions {
  readonly services: readonly Service[];
  readonly callers: CallerDirectory;
  /** Takes the answer of a custom resource; false when nothing ever asked with this token. */
  onResponse(token: string, body: Buffer): boolean;
  readonly log: Log;
}

/** The one address where the offline AWS answers. */
export interface FrontDoor {
  /** For `AWS_ENDPOINT_URL`. */
  readonly url: string;
  readonly port: number;
  /** How often each operation was called, by `service operation`. */
  readonly calls: ReadonlyMap<string, number>;
  /** Operations that nobody answers, in the order they were asked for. */
  readonly unknownOperations: readonly string[];
  /** Adds a service that could only be made once the address was known. */
  register(service: Service): void;
  close(): Promise<void>;
}

class FrontDoorServer implements FrontDoor {
  public readonly calls = new Map<string, number>();
  public readonly unknownOperations: string[] = [];
  private readonly services = new Map<string, Service>();
  private readonly server: Server;

  public constructor(private readonly options: FrontDoorOptions) {
    for (const service of options.services) this.register(service);
    this.server = createServer((incoming, outgoing) => void this.serve(incoming, outgoing));
  }

  public get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  public get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  public register(service: Service): void {
    this.services.set(service.name, service);
  }

  public async listen(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  public async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => {
        resolve();
      });
      this.server.closeAllConnections();
    });
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const request = await received(incoming);
      const answer = isCustomResourceAnswer(request) ? this.customResourceAnswer(request) : await this.operation(request);
      send(outgoing, answer, request.method);
    } catch (error) {
      // the caller went away in the middle of its request: nobody is left to be answered
      this.options.log('http', `request given up: ${error instanceof Error ? error.message : String(error)}`);
      outgoing.destroy();
    }
  }

  private customResourceAnswer(request: RawRequest): ServiceResponse {
    // the URL is a secret of the deployment: neither its path nor its token goes to the log
    const known = this.options.onResponse(request.url.searchParams.get('X-Amz-Signature') ?? '', request.body);
    this.count('custom-resource response', known ? 200 : 403);
    return { status: known ? 200 : 403 };
  }

  private async operation(request: RawRequest): Promise<ServiceResponse> {
    const envelope = envelopeOf(request);
    const answer = await this.answered(request, envelope);
    this.count(`${envelope.service ?? 's3'} ${envelope.operation}`, answer.status);
    return answer;
  }

  private async answered(request: RawRequest, envelope: Envelope): Promise<ServiceResponse> {
    try {
      const service = this.services.get(envelope.service ?? 's3');
      if (!service) throw new UnknownOperation(`${envelope.service ?? '?'}:${envelope.operation}`, 'UnknownOperationException');
      const caller = envelope.accessKeyId === undefined ? undefined : this.options.callers.callerOf(envelope.accessKeyId);
      return await service.handle({ ...request, headers: flat(request), caller });
    } catch (thrown) {
      const error = asServiceError(thrown);
      if (error instanceof UnknownOperation) this.unknownOperations.push(error.operation);
      if (error !== thrown) this.options.log('http', `${envelope.operation} failed in the offline AWS itself: ${stackOf(thrown)}`);
      return errorAnswer(envelope.protocol, error);
    }
  }

  private count(operation: string, status: number): void {
    this.calls.set(operation, (this.calls.get(operation) ?? 0) + 1);
    this.options.log('http', `${operation} -> ${status}`);
  }
}

const stackOf = (thrown: unknown): string => (thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));

const isCustomResourceAnswer = (request: RawRequest): boolean => (request.headers.host ?? '').startsWith(RESPONSE_HOST_PREFIX);

function flat(request: RawRequest): Record<string, string> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]);
  return Object.fromEntries(headers) as Record<string, string>;
}

async function received(incoming: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://127.0.0.1'),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

function send(outgoing: ServerResponse, answer: ServiceResponse, method: string): void {
  const body = answer.body ?? '';
  const requestId = randomUUID();
  outgoing.writeHead(answer.status, {
    'x-amzn-requestid': requestId,
    'x-amz-request-id': requestId,
    'content-length': Buffer.byteLength(body),
    ...answer.headers,
  });
  outgoing.end(method === 'HEAD' ? undefined : body);
}

/** Starts the offline AWS's one HTTP server, on the loopback, on a free port. */
export async function startFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  return await new FrontDoorServer(options).listen();
}

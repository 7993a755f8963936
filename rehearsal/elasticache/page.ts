import { optionalText, type QueryParameters } from '../http/query-parameters';
import { ServiceError } from '../http/service';

const LEAST = 20;
const MOST = 100;

export interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly marker: string | undefined;
}

/** The part of a list that the request asks for with `MaxRecords` and `Marker`. */
export function pageOf<T>(all: readonly T[], parameters: QueryParameters): Page<T> {
  const size = Number(optionalText(parameters, 'MaxRecords') ?? MOST);
  if (!(size >= LEAST && size <= MOST)) {
    throw new ServiceError('InvalidParameterValue', `The parameter MaxRecords must be between ${LEAST} and ${MOST}, not ${size}`);
  }
  const marker = optionalText(parameters, 'Marker');
  const position = marker === undefined ? '0' : Buffer.from(marker, 'base64url').toString();
  if (!/^\d+$/.test(position)) throw new ServiceError('InvalidParameterValue', `The marker ${marker ?? ''} is not valid`);
  const start = Number(position);
  const end = start + size;
  return { items: all.slice(start, end), marker: end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined };
}

import { XMLBuilder } from 'fast-xml-parser';

/** What an answer of the query protocol or of S3 may hold; `undefined` leaves the element out. */
export type XmlValue = string | number | boolean | Date | undefined | XmlList | readonly XmlValue[] | XmlRecord;

/** An element with named children. */
export interface XmlRecord {
  readonly [element: string]: XmlValue;
}

/** A list whose items are not called `member`, as in the answers of ElastiCache. */
export class XmlList {
  public constructor(
    public readonly itemName: string,
    public readonly items: readonly XmlValue[],
  ) {}
}

/** Children that repeat directly below their parent, without an element around them, as in S3's listings. */
export class FlatList extends XmlList {
  public constructor(items: readonly XmlValue[]) {
    super('', items);
  }
}

// its successor, fast-xml-builder, reaches us only as a dependency of this package
// eslint-disable-next-line @typescript-eslint/no-deprecated
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: false });

/** Characters that XML 1.0 can not carry, such as the colours in a stack trace. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

const isRecord = (value: XmlValue): value is XmlRecord =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date) && !(value instanceof XmlList);

function listed(itemName: string, items: readonly XmlValue[]): unknown {
  return items.length === 0 ? '' : { [itemName]: items.map(plain) };
}

/** Turns a value into what the builder understands. */
function plain(value: XmlValue): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof FlatList) return value.items.map(plain);
  if (value instanceof XmlList) return listed(value.itemName, value.items);
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).filter(([, child]) => child !== undefined).map(([name, child]) => [name, plain(child)]));
  }
  if (typeof value === 'object') return listed('member', value);
  return typeof value === 'string' ? value.replace(FORBIDDEN, '') : value;
}

/** One element as XML text; names that start with `@` are attributes. */
export function xml(element: string, value: XmlValue): string {
  return builder.build({ [element]: plain(value) });
}

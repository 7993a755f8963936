import { type ItemSink } from './reply-consumer';
import { RespType } from './resp-type';
import { type RespValue } from './resp-value';

/** A list or map of which not all elements have come. */
export interface ValueFrame {
  /** Elements that are still to come; a field of a map is two. */
  left: number;
  add(value: RespValue): void;
  /** The whole, once nothing is left. */
  readonly value: RespValue;
  /** `sink`: the elements go to a sink. `aside`: a push or attribute of RESP3, which is no reply and no part of one. */
  readonly role: 'value' | 'sink' | 'aside';
}

/** A list or a set. */
class ListFrame implements ValueFrame {
  public readonly role = 'value';
  public readonly value: RespValue[] = [];

  public constructor(public left: number) {}

  public add(value: RespValue): void {
    this.value.push(value);
  }
}

class MapFrame implements ValueFrame {
  public readonly role = 'value';
  public readonly value = new Map<RespValue, RespValue>();
  public left: number;
  private key: RespValue = null;

  public constructor(fields: number) {
    this.left = 2 * fields;
  }

  public add(value: RespValue): void {
    if (this.left % 2 === 0) this.key = value;
    else this.value.set(this.key, value);
  }
}

/** A list that nobody keeps. */
export class SinkFrame implements ValueFrame {
  public readonly role = 'sink';
  public readonly value = null;

  public constructor(
    public left: number,
    public readonly sink: ItemSink,
  ) {}

  public add(): void {
    // the reader gives the bytes along with the value
  }
}

/** What is read and dropped. */
class AsideFrame implements ValueFrame {
  public readonly role = 'aside';
  public readonly value = null;

  public constructor(public left: number) {}

  public add(): void {
    // nobody asked for it
  }
}

/** @param sink takes the elements, if they are a list */
export function frameOf(type: number, length: number, sink: ItemSink | undefined): ValueFrame {
  switch (type) {
    case RespType.PUSH:
      return new AsideFrame(length);
    case RespType.ATTRIBUTE:
      return new AsideFrame(2 * length);
    case RespType.MAP:
      return new MapFrame(length);
    default:
      return type === RespType.LIST && sink ? new SinkFrame(length, sink) : new ListFrame(length);
  }
}

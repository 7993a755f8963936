import pico from 'picocolors';
import { LiveView } from './live-view';
import { PlainView } from './plain-view';
import { type RehearsalView } from './rehearsal-view';

/** A view that redraws where `stream` is a terminal, plain lines elsewhere. */
export function createView(stream: NodeJS.WriteStream): RehearsalView {
  return stream.isTTY ? new LiveView(stream, pico) : new PlainView(stream, pico.createColors(false));
}

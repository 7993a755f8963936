import { type DialError } from './dial-error';

/** When to stop waiting, and what to say then. */
export interface Patience {
  readonly millis: number;
  readonly tooLate: () => DialError;
  readonly signal: AbortSignal;
  readonly givenUp: () => DialError;
}

/** The result of `work`, unless its time is over or the signal fires first; `work` is then left alone. */
export async function inTime<Result>(work: Promise<Result>, { millis, tooLate, signal, givenUp }: Patience): Promise<Result> {
  if (signal.aborted) throw givenUp();
  let timer: NodeJS.Timeout | undefined;
  let abort: () => void = () => undefined;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(tooLate());
    }, millis);
    abort = () => {
      reject(givenUp());
    };
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

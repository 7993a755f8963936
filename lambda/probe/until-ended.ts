/**
 * The result of `work`, or nothing if `ended` fires first; `work` is then left alone. Rejects if `work` rejects.
 */
export async function untilEnded<Result>(work: Promise<Result>, ended: AbortSignal): Promise<Result | undefined> {
  if (ended.aborted) return undefined;
  let stop: () => void = () => undefined;
  const end = new Promise<undefined>((resolve) => {
    stop = () => {
      resolve(undefined);
    };
    ended.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    ended.removeEventListener('abort', stop);
  }
}

/** Ends after `millis`, or at once when `ended` fires. */
export async function pauseUntilEnded(millis: number, ended: AbortSignal): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, millis);
  });
  await untilEnded(over, ended);
  clearTimeout(timer);
}

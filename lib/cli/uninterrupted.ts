const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does synchronous work that no signal cuts short: one that comes meanwhile ends the process after it, as if nothing
 * had listened. At any other time nothing listens, so that a signal ends the process at once, whatever it does.
 */
export async function uninterrupted<Result>(work: () => Result): Promise<Result> {
  let received: NodeJS.Signals | undefined;
  const listener = (signal: NodeJS.Signals): void => {
    received ??= signal;
  };
  for (const signal of signals) process.on(signal, listener);
  try {
    return work();
  } finally {
    // Node tells of a signal when its event loop turns, and without a turn it would be lost.
    await new Promise((resolve) => setImmediate(resolve));
    for (const signal of signals) process.off(signal, listener);
    if (received !== undefined) process.kill(process.pid, received);
  }
}

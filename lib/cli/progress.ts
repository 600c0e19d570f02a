import type * as WorkerThreads from "node:worker_threads";

/** Of the two numbers that the threads share, the first: who may write. */
const state = { idle: 0, stopped: 1, writing: 2 } as const;

/**
 * Says once a second, on one line of a terminal, that work is under way. The work is synchronous and keeps the event loop,
 * so another thread writes.
 *
 * @param interval Milliseconds, also until the first line.
 * @returns What takes the line away again.
 */
export function startProgress(
  descriptor: number,
  label: string,
  write: (text: string) => void,
  interval = 1000,
): () => void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded on a terminal alone
  const { Worker } = require("node:worker_threads") as typeof WorkerThreads;
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(line, {
    eval: true,
    workerData: { shared, descriptor, label, interval, state },
  });
  worker.unref();
  return () => {
    // Between two lines, so that none comes after what is written next.
    while (Atomics.compareExchange(shared, 0, state.idle, state.stopped) === state.writing);
    Atomics.notify(shared, 0);
    if (Atomics.exchange(shared, 1, 0) === 1) write("\r\u001b[K");
  };
}

const line = `
const { workerData: { shared, descriptor, label, interval, state } } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const begun = Date.now();
while (Atomics.wait(shared, 0, state.idle, interval) === "timed-out") {
  if (Atomics.compareExchange(shared, 0, state.idle, state.writing) !== state.idle) break;
  try {
    writeSync(descriptor, "\\r" + label + " (" + Math.round((Date.now() - begun) / 1000) + " s)");
    shared[1] = 1;
  } catch {}
  Atomics.store(shared, 0, state.idle);
}
`;

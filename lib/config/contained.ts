/** What code did that was run, apart from its result. */
export interface Conduct {
  readonly triedToExit: boolean;
  /** What of it still runs, as Node names it, such as `Timeout`. */
  readonly open: readonly string[];
}

/**
 * Runs code that is another's. It cannot end the process by `process.exit`, and what it prints goes to stderr, since
 * stdout holds data.
 */
export function contained<Result>(run: () => Result): Conduct & { readonly result: () => Result } {
  const { stdout, stderr }: Readonly<Record<"stdout" | "stderr", NodeJS.WriteStream>> = process;
  const print = Object.getOwnPropertyDescriptor(stdout, "write");
  const exit = Object.getOwnPropertyDescriptor(process, "exit");
  const before = process.getActiveResourcesInfo();
  let triedToExit = false;
  // The command line has made the two one.
  if (stdout !== stderr) stdout.write = stderr.write.bind(stderr);
  process.exit = () => {
    triedToExit = true;
    throw new Error("process.exit was called");
  };
  try {
    const outcome = outcomeOf(run);
    return { result: outcome, triedToExit, open: added(before, process.getActiveResourcesInfo()) };
  } finally {
    restore(stdout, "write", print);
    restore(process, "exit", exit);
  }
}

function outcomeOf<Result>(run: () => Result): () => Result {
  try {
    const result = run();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function restore(owner: object, name: string, property: PropertyDescriptor | undefined): void {
  if (property === undefined) Reflect.deleteProperty(owner, name);
  else Object.defineProperty(owner, name, property);
}

/** The names that the second list has more often than the first. */
function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const count = (names: readonly string[], name: string): number =>
    names.filter((each) => each === name).length;
  return [...new Set(after)].filter((name) => count(after, name) > count(before, name));
}

/**
 * Does work that sees no environment variable of these names. Libraries that are bundled here read some of their own,
 * which print to stdout or change what they read, and which nobody sets for trailkey.
 */
export function withoutVariables<Result>(names: RegExp, work: () => Result): Result {
  const hidden = Object.entries(process.env).filter(([name]) => names.test(name));
  for (const [name] of hidden) Reflect.deleteProperty(process.env, name);
  try {
    return work();
  } finally {
    Object.assign(process.env, Object.fromEntries(hidden));
  }
}

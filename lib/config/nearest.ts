import { distance } from "fastest-levenshtein";

/** The known name that a misspelt one was most likely meant to be, or undefined where none is near. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  // A text that is far longer than any name is none of them, and comparing it would take long.
  const longest = Math.max(...known.map(({ length }) => length));
  if (written.length > 2 * longest) return undefined;
  const [best] = known
    .map((name) => ({ name, steps: distance(written.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= Math.max(1, Math.floor(name.length / 3)))
    .sort((left, right) => left.steps - right.steps);
  return best?.name;
}

/** Known names that a written one may have been meant to be, the nearest first: such that hold it, and such that look like it. */
export function namesNear(written: string, known: readonly string[], atMost = 3): readonly string[] {
  const text = written.toLowerCase();
  return known
    .map((name) => ({ name, steps: text !== "" && name.includes(text) ? 0 : distance(text, name) }))
    .filter(({ name, steps }) => steps <= Math.floor(name.length / 2))
    .sort((left, right) => left.steps - right.steps)
    .slice(0, atMost)
    .map(({ name }) => name);
}

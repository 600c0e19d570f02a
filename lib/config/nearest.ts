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

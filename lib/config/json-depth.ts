/** How deep the objects and lists of a JSON text nest, whether or not it is JSON. Counted by a loop: no text is too deep for it. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  // One pattern for a whole text would try each of its quotes again where the last one is missing.
  for (const [token] of text.matchAll(/\\.|["[{\]}]/gs)) {
    if (token === '"') inText = !inText;
    else if (inText || token.startsWith("\\")) continue;
    else if (token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    else depth--;
  }
  return deepest;
}

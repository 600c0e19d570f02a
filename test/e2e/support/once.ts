/** A function that is run at the first call and gives that result ever after, failures too. */
export function once<T>(produce: () => T): () => T {
  let produced: { readonly value: T } | undefined;
  return () => (produced ??= { value: produce() }).value;
}

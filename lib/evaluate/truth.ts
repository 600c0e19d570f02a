/** Whether something holds, in three values: an unresolved part of a policy may make it one or the other. */
export type Truth = boolean | "unknown";

export const and = (left: Truth, right: Truth): Truth =>
  left === false || right === false ? false : left === true ? right : "unknown";

export const or = (left: Truth, right: Truth): Truth =>
  left === true || right === true ? true : left === false ? right : "unknown";

export const not = (truth: Truth): Truth => (truth === "unknown" ? truth : !truth);

/** Whether any element passes. */
export function some<Element>(elements: readonly Element[], test: (element: Element) => Truth): Truth {
  let result: Truth = false;
  for (const element of elements) {
    result = or(result, test(element));
    if (result === true) break;
  }
  return result;
}

/** Whether every element passes. */
export function every<Element>(elements: readonly Element[], test: (element: Element) => Truth): Truth {
  let result: Truth = true;
  for (const element of elements) {
    result = and(result, test(element));
    if (result === false) break;
  }
  return result;
}

/** The message of whatever was thrown. What another realm threw is no `Error` of this one. */
export const thrownMessage = (thrown: unknown): string => {
  try {
    return String(memberOf(thrown, "message") ?? thrown);
  } catch {
    // An object whose getters throw, or that is no text.
    return "something was thrown that is no error";
  }
};

/** Its stack; empty where it has none. */
export const thrownStack = (thrown: unknown): string => {
  const stack = memberOf(thrown, "stack");
  return typeof stack === "string" ? stack : "";
};

/** Node's own code of what went wrong, such as `ENOENT`; undefined where it has none. */
export function thrownCode(thrown: unknown): string | undefined {
  const code = memberOf(thrown, "code");
  return typeof code === "string" ? code : undefined;
}

function memberOf(thrown: unknown, name: "code" | "message" | "stack"): unknown {
  if (typeof thrown !== "object" || thrown === null) return undefined;
  try {
    return (thrown as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}

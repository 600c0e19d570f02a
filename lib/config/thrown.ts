/** The message of whatever was thrown. What another realm threw is no `Error` of this one. */
export const thrownMessage = (thrown: unknown): string => String(memberOf(thrown, "message") ?? thrown);

/** Node's own code of what went wrong, such as `ENOENT`; undefined where it has none. */
export function thrownCode(thrown: unknown): string | undefined {
  const code = memberOf(thrown, "code");
  return typeof code === "string" ? code : undefined;
}

const memberOf = (thrown: unknown, name: "code" | "message"): unknown =>
  typeof thrown === "object" && thrown !== null
    ? (thrown as Readonly<Record<string, unknown>>)[name]
    : undefined;

import { types } from "node:util";

// CDKTF writes a stack trace for each of its tokens, and Jest looks every line of it up in a source map: that took a
// quarter of the time of the tests that use it. Only errors keep theirs.
const { prepareStackTrace } = Error as Partial<ErrorConstructor>;
Error.prepareStackTrace = (error: unknown, frames): unknown =>
  types.isNativeError(error)
    ? (prepareStackTrace?.(error, frames) ?? [error, ...frames].map(String).join("\n    at "))
    : "";

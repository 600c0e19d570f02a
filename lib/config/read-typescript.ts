import { resolve } from "node:path";
import type { createJiti } from "jiti";
import { contained } from "./contained";
import { plainCopy } from "./plain-copy";
import type { Fault, Source } from "./source";
import { thrownMessage, thrownStack } from "./thrown";
import { withoutVariables } from "./without-variables";

/**
 * Runs a TypeScript file and takes its default export, or its export `config`. What it prints goes to stderr. It is
 * refused where it ends the process, or leaves something running behind, such as a timer.
 */
export function readTypescript(file: string): Source {
  const { result, triedToExit, open } = contained(() =>
    exportOf(withoutVariables(/^JITI_/, () => run(file))),
  );
  if (triedToExit) return refused({ code: "typescript-exit", args: {} });
  try {
    const source = result();
    return source.ok && open.length > 0 ? refused({ code: "typescript-open", args: { open } }) : source;
  } catch (error) {
    return refused(fault(error, resolve(file)));
  }
}

function run(file: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
  const jiti = require("jiti") as { readonly createJiti: typeof createJiti };
  const load = jiti.createJiti(file, { moduleCache: false, fsCache: false, interopDefault: false });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the other way is asynchronous, and a CDKTF app is not
  return load(file);
}

function exportOf(module: unknown): Source {
  const exports =
    typeof module === "object" && module !== null ? (module as Readonly<Record<string, unknown>>) : {};
  const input = exports.default ?? exports.config;
  if (input === undefined) return refused({ code: "typescript-export", args: {} });
  if (isPromise(input)) return refused({ code: "typescript-promise", args: {} });
  return { ok: true, input: plainCopy(input), locate: () => undefined };
}

/** Of any realm. */
const isPromise = (value: unknown): boolean => Object.prototype.toString.call(value) === "[object Promise]";

const refused = (fault: Fault): Source => ({ ok: false, faults: [fault] });

function fault(error: unknown, file: string): Fault {
  const message = thrownMessage(error);
  const [first = message] = message.split("\n", 1).map((line) => line.trim());
  const place = placeInMessage(message, file) ?? placeInStack(thrownStack(error), file);
  return first.startsWith("await is only valid in async functions")
    ? { code: "typescript-await", args: {}, ...place }
    : { code: "typescript-run", args: { reason: first }, ...place };
}

type Place = Pick<Fault, "line" | "column">;

/** The first line says what is wrong; below it stands where in the file the parser was, or in the loader. */
function placeInMessage(message: string, file: string): Place | undefined {
  const second = message.split("\n", 2)[1]?.trim() ?? "";
  const place = /^:(\d+):(\d+)$/.exec(second.startsWith(file) ? second.slice(file.length) : "");
  // The parser counts columns from 0.
  return place === null ? undefined : { line: Number(place[1]), column: Number(place[2]) + 1 };
}

/** What was run is the file as JavaScript, in which the lines are the same and the columns are not. */
function placeInStack(stack: string, file: string): Place | undefined {
  const at = stack.indexOf(`${file}:`);
  const line = /^\d+/.exec(at < 0 ? "" : stack.slice(at + file.length + 1))?.[0];
  return line === undefined ? undefined : { line: Number(line) };
}

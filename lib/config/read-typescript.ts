import { resolve } from "node:path";
import type { createJiti } from "jiti";
import type { Fault, Source } from "./source";
import { thrownMessage } from "./thrown";

/** Runs a TypeScript file and takes its default export, or its export `config`. */
export function readTypescript(file: string): Source {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
    const jiti = require("jiti") as { readonly createJiti: typeof createJiti };
    const load = jiti.createJiti(file, { moduleCache: false, fsCache: false, interopDefault: false });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the other way is asynchronous, and a CDKTF app is not
    return exportOf(load(file));
  } catch (error) {
    return { ok: false, faults: [fault(thrownMessage(error), resolve(file))] };
  }
}

function exportOf(module: unknown): Source {
  const exports =
    typeof module === "object" && module !== null ? (module as Readonly<Record<string, unknown>>) : {};
  const input = exports.default ?? exports.config;
  return input === undefined
    ? { ok: false, faults: [{ code: "typescript-export", args: {} }] }
    : { ok: true, input, locate: () => undefined };
}

/** The first line says what is wrong; below it stands where in the file the parser was, or in the loader. */
function fault(message: string, file: string): Fault {
  const [first = message, second = ""] = message.split("\n", 2).map((line) => line.trim());
  const place = /^:(\d+):(\d+)$/.exec(second.startsWith(file) ? second.slice(file.length) : "");
  return {
    code: "typescript-run",
    args: { reason: first },
    // The parser counts columns from 0.
    ...(place && { line: Number(place[1]), column: Number(place[2]) + 1 }),
  };
}

import type { createJiti } from "jiti";
import { messageOf } from "./source";
import type { Source } from "./source";

/** Runs a TypeScript file and takes its default export, or its export `config`. */
export function readTypescript(file: string): Source {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
    const jiti = require("jiti") as { readonly createJiti: typeof createJiti };
    const load = jiti.createJiti(file, { moduleCache: false, fsCache: false, interopDefault: false });
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the other way is asynchronous, and a CDKTF app is not
    return exportOf(load(file));
  } catch (error) {
    return { ok: false, faults: [{ message: `cannot be run: ${firstLine(messageOf(error))}` }] };
  }
}

function exportOf(module: unknown): Source {
  const exports =
    typeof module === "object" && module !== null ? (module as Readonly<Record<string, unknown>>) : {};
  const input = exports.default ?? exports.config;
  return input === undefined
    ? {
        ok: false,
        faults: [
          { message: "exports no config: write `export default { … }`, or `export const config = { … }`" },
        ],
      }
    : { ok: true, input, locate: () => undefined };
}

/** The rest is where in the loader it happened. */
const firstLine = (message: string): string => message.split("\n")[0] ?? message;

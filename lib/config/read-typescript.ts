import type { createJiti } from "jiti";
import type { Source } from "./source";

/** Runs a TypeScript file and takes its default export, or its export `config`. */
export function readTypescript(file: string): Source {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed
    const jiti = require("jiti") as { readonly createJiti: typeof createJiti };
    const load = jiti.createJiti(file, { moduleCache: false, fsCache: false, interopDefault: false });
    return exportOf(load(file));
  } catch (error) {
    return { ok: false, faults: [{ message: `cannot be run: ${messageOf(error)}` }] };
  }
}

function exportOf(module: unknown): Source {
  const exports =
    typeof module === "object" && module !== null ? (module as Readonly<Record<string, unknown>>) : {};
  const input = exports["default"] ?? exports["config"];
  return input === undefined
    ? {
        ok: false,
        faults: [
          { message: "exports no config: write `export default { … }`, or `export const config = { … }`" },
        ],
      }
    : { ok: true, input, locate: () => undefined };
}

/** The first line alone: what follows is where in the loader it happened. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? message;
}

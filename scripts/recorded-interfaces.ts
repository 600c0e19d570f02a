import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedInterface } from "./module-interface";

const root = join(__dirname, "..");

/** The modules for others to call. */
export const moduleNames = (): readonly string[] =>
  readdirSync(join(root, "modules"))
    .filter((name) => name !== "configs")
    .sort();

/** Where the variables and outputs of a module are recorded. */
export const recordPath = (name: string): string => join(root, "test/modules/interfaces", `${name}.json`);

export const readRecord = (name: string): RecordedInterface =>
  JSON.parse(readFileSync(recordPath(name), "utf8")) as RecordedInterface;

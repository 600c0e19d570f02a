/** Writes lib/config/config-input.ts anew: npx jiti scripts/generate-config-input.ts */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { configJsonSchema } from "../lib/config/json-schema";
import { configInputSource } from "./config-input-source";

async function generate(): Promise<void> {
  const file = join(__dirname, "../lib/config/config-input.ts");
  const style = await resolveConfig(file);
  writeFileSync(file, await format(configInputSource(configJsonSchema()), { ...style, filepath: file }));
}

void generate();

/** Makes the generated parts of README.md anew, from a build: npm run build && npx jiti scripts/update-readme.ts */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withGeneratedParts } from "./readme";

const file = join(__dirname, "../README.md");
writeFileSync(file, withGeneratedParts(readFileSync(file, "utf8")));

/** Writes docs/lint-rules.md anew: npx jiti scripts/generate-lint-rules.ts */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rulesDocument } from "./lint-rules-document";

writeFileSync(join(__dirname, "../docs/lint-rules.md"), rulesDocument());

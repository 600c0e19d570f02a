/** Writes the generated parts of the README and docs/ anew, from a build: npm run build && npx jiti scripts/update-documents.ts */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documents, withGeneratedParts } from "./documents";

for (const document of documents) {
  const file = join(__dirname, "..", document);
  writeFileSync(file, withGeneratedParts(readFileSync(file, "utf8")));
}

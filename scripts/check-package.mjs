// Packs what `npm run build` has built and asks publint and "Are the types wrong?" whether who installs it can use it.
// Prints the files of the package as JSON. Exits with 1, and what is wrong on stderr, where something is.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "trailkey-package-"));
try {
  // Scripts would build again, under the feet of whoever uses the build.
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [{ filename, files }] = JSON.parse(packed);
  const tarball = readFileSync(join(folder, filename));
  const problems = [...(await publintProblems(tarball)), ...(await typeProblems(tarball))];
  console.log(JSON.stringify(files.map(({ path }) => path)));
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}

async function publintProblems(tarball) {
  const { messages, pkg } = await publint({ pack: { tarball: arrayBufferOf(tarball) }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

async function typeProblems(tarball) {
  const result = await checkPackage(createPackageFromTarballData(tarball));
  if (!result.types) return ["types: the package has none"];
  return result.problems.map((problem) => `types: ${JSON.stringify(problem)}`);
}

function arrayBufferOf({ buffer, byteOffset, byteLength }) {
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

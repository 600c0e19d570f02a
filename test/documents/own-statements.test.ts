import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../cli/memory-io";
import { trailkey } from "../cli/commands/run";
import { writeTree } from "../cli/tree";

const section =
  /## Statements of your own\n([^]*?)\n## /.exec(
    readFileSync(join(__dirname, "../../docs/config.md"), "utf8"),
  )?.[1] ?? "";
const [, config = ""] = /```yaml\n([^]*?)```/.exec(section) ?? [];
const [, shown = ""] = /```text\n([^]*?)```/.exec(section) ?? [];

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

test("the example of own statements is taken, with the warning that the document shows", async () => {
  writeTree(work, { "trailkey.yaml": config });
  const { code, stdout, stderr } = await trailkey(work, "policy");
  expect([code, stderr]).toEqual([0, shown]);
  const { Statement } = JSON.parse(stdout) as { readonly Statement: readonly { readonly Sid: string }[] };
  expect(Statement.slice(-2).map(({ Sid }) => Sid)).toEqual(["DenyPlainText", "AllowBackup"]);
});

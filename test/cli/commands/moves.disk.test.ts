import { rmSync } from "node:fs";
import { temporaryDirectory } from "../memory-io";
import { writeTree } from "../tree";
import type { Outcome } from "./run";
import { trailkey } from "./run";

const config =
  'name: org-audit\naccount: "111111111111"\nregion: us-east-1\nbucket:\n  name: org-audit-logs\n';

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

function run(text: string, ...words: readonly string[]): Promise<Outcome> {
  writeTree(work, { "trailkey.yaml": text });
  return trailkey(work, "moves", ...words);
}

test("the blocks are printed one after another, apart by a blank line", async () => {
  const { code, stdout, stderr } = await run(config, "--to", "module.trail");
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^moved \{\n {2}from = .*\n {2}to {3}= .*\n\}\n(\nmoved \{\n.*\n.*\n\}\n)+$/);
  expect(stdout).toContain(
    "moved {\n  from = aws_s3_bucket.logs\n  to   = module.trail.aws_s3_bucket.logs\n}\n",
  );
});

test("--json has the same moves as data", async () => {
  const { stdout } = await run(config, "--from", "module.trail", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    moves: expect.arrayContaining([
      { from: "module.trail.aws_kms_key.this", to: "aws_kms_key.this" },
    ]) as unknown,
  });
});

test.each(["module.trail", 'module.trail["eu"]', "module.trail[0]", "module.security.module.trail"])(
  "%s is a module call",
  async (call) => {
    const { code, stdout } = await run(config, "--to", call);
    expect(code).toBe(0);
    expect(stdout).toContain(`  to   = ${call}.aws_kms_key.this\n`);
  },
);

test.each([
  "trail",
  "module.",
  "module.1st",
  "module.trail.aws_kms_key.this",
  "module.trail[*]",
  'module.trail["${x}"]',
  'module.a["b\n"]',
  "module.trail\n",
])("%j is none", async (call) => {
  const { code, stdout, stderr } = await run(config, "--to", call);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/^--to: .* is not the address of a module call: /);
});

test("a move that leads nowhere is refused", async () => {
  expect((await run(config)).stderr).toMatch(/^--to: is missing: /);
  const { code, stderr } = await run(config, "--from", "module.a", "--to", "module.a");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^--to: is the same as --from, /);
});

test("a config that hands over its bucket is refused, because the bucket would be destroyed", async () => {
  const handed = config.replace("logs\n", "logs\n  existing: true\n  handedOver: true\n");
  const { code, stdout, stderr } = await run(handed, "--to", "module.trail");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/handedOver/);
});

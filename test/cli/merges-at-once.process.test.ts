import { spawn } from "node:child_process";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "./memory-io";
import { writeTree } from "./tree";

const bin = join(__dirname, "../../dist/cli/trailkey.js");
const users = ["Alice", "Bob", "Carol", "Dave"];
const root = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
  Action: "kms:*",
  Resource: "*",
};

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  const place = { account: "111111111111", region: "us-east-1", trail: false };
  writeTree(work, {
    "policy.json": JSON.stringify({ Version: "2012-10-17", Statement: [root] }),
    ...Object.fromEntries(
      users.map((user) => [
        `${user}.json`,
        JSON.stringify({ name: "org-audit", ...place, readers: [{ user }] }),
      ]),
    ),
  });
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const merge = (user: string): Promise<number | null> =>
  new Promise((resolve) => {
    const words = [bin, "merge", "policy.json", "--in-place", "-c", `${user}.json`];
    spawn(process.execPath, words, { cwd: work, stdio: "ignore" }).on("close", resolve);
  });

test("of processes that merge into one policy at once, what one adds that exits 0 is not lost", async () => {
  const before = readdirSync(work).sort();
  const codes = await Promise.all(users.map(merge));
  const policy = readFileSync(join(work, "policy.json"), "utf8");
  const added = users.filter((user) => policy.includes(`user/${user}"`));
  expect(codes).toContain(0);
  expect(added).toEqual(users.filter((_, index) => codes[index] === 0));
  expect(readdirSync(work).sort()).toEqual(before);
});

import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import type { Outcome } from "./run";
import { trailkey, trailkeyGiven } from "./run";

const config =
  'name: org-audit\naccount: "111111111111"\nregion: us-east-1\nbucket:\n  name: org-audit-logs\n';

let work: string;
beforeEach(() => {
  work = temporaryDirectory();
  writeTree(work, { "trailkey.yaml": config });
});
afterEach(() => {
  rmSync(work, { recursive: true, force: true });
});

const run = (...words: readonly string[]): Promise<Outcome> => trailkey(work, "generate", ...words);

const modulePaths = (directory = "out"): readonly string[] =>
  Object.keys(treeOf(join(work, directory))).filter((path) => path !== ".trailkey.json");

/** Runs, and holds that nothing on disk changed. */
async function runWritingNothing(...words: readonly string[]): Promise<Outcome> {
  const before = treeOf(work);
  const outcome = await run(...words);
  expect(treeOf(work)).toEqual(before);
  return outcome;
}

describe("generate", () => {
  test("writes the module and prints each file", async () => {
    const { code, stdout, stderr } = await run("-o", "out");
    expect([code, stderr]).toEqual([0, ""]);
    expect(modulePaths()).toContain("key.tf");
    expect(modulePaths()).toContain("examples/basic/main.tf");
    expect(stdout.trim().split("\n")).toEqual(
      modulePaths()
        .map((path) => `out/${path}`)
        .sort(),
    );
  });

  test("prints what it did as JSON", async () => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": `${config}tags: { team: audit }\n` });
    const { stdout, stderr } = await run("-o", "out", "--json");
    const outcome = JSON.parse(stdout) as Record<string, readonly string[]>;
    expect(outcome).toMatchObject({ directory: "out", removed: [] });
    expect(outcome.written).toContain("variables.tf");
    expect([...(outcome.written ?? []), ...(outcome.unchanged ?? [])].sort()).toEqual(modulePaths());
    expect(stderr).toBe("");
  });

  test("a second run writes nothing and says so on stderr", async () => {
    await run("-o", "out");
    expect(await runWritingNothing("-o", "out")).toEqual({
      code: 0,
      stdout: "",
      stderr: "out is up to date\n",
    });
  });

  test("without -o the module goes beside the config, wherever it runs below that", async () => {
    mkdirSync(join(work, "deep/below"), { recursive: true });
    const { stdout } = await trailkey(join(work, "deep/below"), "generate");
    expect(stdout).toContain(join(work, "org-audit/key.tf"));
    expect(modulePaths("org-audit")).toContain("key.tf");
  });

  test("files that the config no longer needs go", async () => {
    await run("-o", "out");
    expect(modulePaths()).toContain("trail.tf");
    writeTree(work, { "trailkey.yaml": "name: org-audit\ntrail: false\n" });
    const { code, stderr } = await run("-o", "out", "--allow-replace");
    expect(code).toBe(0);
    expect(stderr).toContain("removed out/trail.tf\n");
    expect(modulePaths()).not.toContain("trail.tf");
  });

  test("a file edited by hand is not overwritten, and --force overwrites it", async () => {
    await run("-o", "out");
    const written = treeOf(work);
    writeTree(work, { "out/key.tf": "# mine\n" });
    const refused = await runWritingNothing("-o", "out");
    expect([refused.code, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toBe(
      "out/key.tf: was edited by hand since trailkey wrote it; --diff shows the difference, --force overwrites it\n",
    );
    expect((await run("-o", "out", "--force")).stdout).toBe("out/key.tf\n");
    expect(treeOf(work)).toEqual(written);
  });

  test("a file that was edited and is no longer needed is refused like any edited file", async () => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": "name: org-audit\ntrail: false\n", "out/trail.tf": "# mine\n" });
    const { code, stderr } = await runWritingNothing("-o", "out", "--allow-replace");
    expect(code).toBe(1);
    expect(stderr).toBe(
      "out/trail.tf: is no longer needed, but was edited by hand since trailkey wrote it; " +
        "move your changes elsewhere, or remove the file with --force\n",
    );
    const check = await runWritingNothing("-o", "out", "--check");
    expect(check.code).toBe(2);
    expect(check.stdout).toContain("out/trail.tf: is no longer needed, but was edited by hand\n");
    expect((await runWritingNothing("-o", "out", "--diff")).stdout).toContain("-# mine\n");
    expect((await run("-o", "out", "--allow-replace", "--force")).code).toBe(0);
    expect(modulePaths()).not.toContain("trail.tf");
    expect((await run("-o", "out", "--check")).code).toBe(0);
  });

  test("the module of another config needs --force, and its files go", async () => {
    await run("-o", "out");
    writeTree(work, { "other.yaml": "name: other\ntrail: false\n" });
    const words = ["-c", "other.yaml", "-o", "out", "--allow-replace"] as const;
    const { code, stderr } = await runWritingNothing(...words);
    expect([code, stderr]).toEqual([
      1,
      "out: contains the module of another config, org-audit, but this config is other; " +
        "choose another directory with -o, or replace the module with --force\n",
    ]);
    const check = await runWritingNothing("-c", "other.yaml", "-o", "out", "--check");
    expect(check.stdout).toContain("out/.trailkey.json: belongs to another config\n");
    const dry = await runWritingNothing("-c", "other.yaml", "-o", "out", "--dry-run");
    expect([dry.code, dry.stderr]).toEqual([1, expect.stringContaining("another config, org-audit")]);
    expect((await run(...words, "--force")).code).toBe(0);
    expect(modulePaths()).not.toContain("trail.tf");
  });

  test("a config that was moved, or renamed in its place, is not another, and what it leaves behind is named", async () => {
    await run();
    writeTree(work, { "trailkey.yaml": config.replace("org-audit", "new-audit") });
    const { code, stderr } = await run();
    expect([code, stderr]).toEqual([
      0,
      "org-audit: contains the module of this config under its former name, org-audit; remove it when nothing uses it any longer\n",
    ]);
    rmSync(join(work, "org-audit"), { recursive: true });
    writeTree(work, { "moved/config.yaml": config.replace("org-audit", "new-audit") });
    const moved = await run("-c", "moved/config.yaml", "-o", "new-audit");
    expect(moved).toMatchObject({ code: 0, stderr: "new-audit is up to date\n" });
  });

  test("the manifest names no folder that is not the module's own or above it", async () => {
    writeTree(work, { "configs/a.yaml": config });
    await run("-c", "configs/a.yaml", "-o", "out");
    expect(JSON.parse(readFileSync(join(work, "out/.trailkey.json"), "utf8"))).toMatchObject({
      config: { name: "org-audit" },
    });
    expect(readFileSync(join(work, "out/.trailkey.json"), "utf8")).not.toContain("configs");
    await run("-o", "deep/out");
    expect(readFileSync(join(work, "deep/out/.trailkey.json"), "utf8")).toContain('"../../trailkey.yaml"');
  });
});

describe("--check", () => {
  test("is fine with a module that is what the config gives", async () => {
    await run("-o", "out");
    expect(await runWritingNothing("-o", "out", "--check")).toEqual({
      code: 0,
      stdout: "",
      stderr: "out is up to date\n",
    });
  });

  test("is fine with a module that was committed without its manifest", async () => {
    await run("-o", "out");
    rmSync(join(work, "out/.trailkey.json"));
    expect((await run("-o", "out", "--check")).code).toBe(0);
  });

  test("names every file that is missing, changed, edited, a stranger's or left over", async () => {
    await run("-o", "out");
    rmSync(join(work, "out/versions.tf"));
    writeTree(work, {
      "out/key.tf": "# mine\n",
      "trailkey.yaml": "name: other\ntrail: false\n",
    });
    const { code, stdout } = await runWritingNothing("-o", "out", "--check");
    expect(code).toBe(2);
    const lines = stdout.trim().split("\n");
    expect(lines).toContain("out/versions.tf: does not exist");
    expect(lines).toContain("out/variables.tf: differs from what the config generates");
    expect(lines).toContain("out/key.tf: was edited by hand");
    expect(lines).toContain("out/trail.tf: is no longer needed");
  });

  test("names the same as JSON", async () => {
    writeTree(work, { "out/key.tf": "# a stranger's\n" });
    const { code, stdout } = await runWritingNothing("-o", "out", "--check", "--json");
    expect(code).toBe(2);
    const { directory, drift } = JSON.parse(stdout) as { directory: string; drift: readonly object[] };
    expect(directory).toBe("out");
    expect(drift).toContainEqual({ path: "key.tf", code: "foreign" });
    expect(drift).toContainEqual({ path: "main.tf", code: "missing" });
  });
});

describe("a module that would destroy or replace what the one before made", () => {
  const lossy =
    'name: org-audit\naccount: "111111111111"\nregion: us-east-1\ntrail: false\nkey: { multiRegion: true }\n';

  test("is refused, each loss with the option that avoids it, and --allow-replace writes it", async () => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": lossy });
    const { code, stdout, stderr } = await runWritingNothing("-o", "out", "--force");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr.trim().split("\n")).toEqual([
      expect.stringMatching(/^out: aws_cloudtrail.this: would be destroyed \(org-audit\); to keep it, /),
      expect.stringMatching(
        /^out: aws_kms_key.this: would be replaced \(multi_region from false to true\); /,
      ),
      expect.stringMatching(
        /^out: aws_s3_bucket.logs: .*bucket.handedOver: true together with bucket.existing: true/,
      ),
      expect.stringMatching(/^out: this compares the config with the previous one, .*--allow-replace/),
    ]);
    expect((await run("-o", "out", "--allow-replace")).code).toBe(0);
    expect(await run("-o", "out")).toMatchObject({ code: 0, stderr: "out is up to date\n" });
  });

  test("is told of together with files that were edited", async () => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": lossy, "out/key.tf": "# mine\n" });
    const { stderr } = await runWritingNothing("-o", "out");
    expect(stderr).toContain("out/key.tf: was edited by hand");
    expect(stderr).toContain("aws_s3_bucket.logs: would be destroyed");
  });

  test.each([
    ["--dry-run", 0],
    ["--check", 2],
    ["--diff", 2],
  ])("is warned of by %s", async (option, exitCode) => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": config.replace("org-audit-logs", "other-logs") });
    const { code, stderr } = await runWritingNothing("-o", "out", option);
    expect(code).toBe(exitCode);
    expect(stderr).toContain("out: warning: aws_s3_bucket.logs: would be replaced");
    const { stdout } = await runWritingNothing("-o", "out", option, "--json");
    expect((JSON.parse(stdout) as { losses: object }).losses).toEqual([
      {
        code: "replaced",
        type: "aws_s3_bucket",
        address: "aws_s3_bucket.logs",
        argument: "bucket",
        before: "org-audit-logs",
        after: "other-logs",
      },
    ]);
  });

  test("is refused with its code and facts, for programs", async () => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": config.replace("org-audit-logs", "other-logs") });
    const { stdout } = await runWritingNothing("-o", "out", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      problems: [
        {
          path: "aws_s3_bucket.logs",
          code: "replaced",
          args: { type: "aws_s3_bucket", argument: "bucket", before: "org-audit-logs", after: "other-logs" },
        },
        { code: "configs-compared", args: {} },
      ],
    });
  });

  test("is refused where a role gets another path, or is made in another account", async () => {
    const withRole = (more: string): string =>
      `${config}accounts: { siem: "333333333333" }\nreaders:\n  - assumableRole: { name: Siem, trustedAccounts: ["222222222222"]${more} }\n`;
    writeTree(work, { "trailkey.yaml": withRole("") });
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": withRole(', path: "/audit/"') });
    const { stderr: replaced } = await runWritingNothing("-o", "out");
    expect(replaced).toContain(
      `out: aws_iam_role.reader["Siem"]: would be replaced (path from "/" to "/audit/"); the new role has another ID; to keep the role, restore its name and path in readers[].assumableRole`,
    );
    writeTree(work, { "trailkey.yaml": withRole(", account: siem") });
    const { stderr: moved } = await runWritingNothing("-o", "out");
    expect(moved).toContain(`out: aws_iam_role.reader["Siem"]: would be destroyed; `);
  });

  test("is refused where readers' roles become a variable of the module's caller", async () => {
    const readers =
      'readers:\n  - assumableRole: { name: RoleA, trustedAccounts: ["222222222222"] }\n' +
      '  - assumableRole: { name: RoleB, trustedAccounts: ["222222222222"] }\n';
    writeTree(work, { "trailkey.yaml": config + readers });
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": `${config}${readers}module: { variables: all }\n` });
    const { code, stderr } = await runWritingNothing("-o", "out");
    expect(code).toBe(1);
    const advice =
      "would be destroyed, unless the caller of the module passes it in reader_roles; " +
      "let every caller pass it, then run with --allow-replace";
    expect(stderr.trim().split("\n")).toEqual([
      `out: aws_iam_role.reader["RoleA"]: ${advice}`,
      `out: aws_iam_role.reader["RoleB"]: ${advice}`,
      expect.stringContaining("--allow-replace"),
    ]);
    expect((await run("-o", "out", "--allow-replace")).code).toBe(0);
    const written = treeOf(join(work, "out"));
    expect(written["moved.tf"]).toBeUndefined();
    expect(
      Object.keys((JSON.parse(written[".trailkey.json"] ?? "") as { resources: object }).resources),
    ).toEqual(["aws_cloudtrail.this", "aws_kms_key.this", "aws_s3_bucket.logs"]);
    writeTree(work, { "trailkey.yaml": config + readers });
    expect((await run("-o", "out")).code).toBe(0);
  });

  test("is refused where a role's path changes, by which Terraform replaces it", async () => {
    const reader = (path: string) =>
      `${config}readers:\n  - assumableRole: { name: SiemRole, path: ${path}, trustedAccounts: ["222222222222"] }\n`;
    writeTree(work, { "trailkey.yaml": reader("/audit/") });
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": reader("/siem/") });
    const { code, stderr } = await runWritingNothing("-o", "out");
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toEqual([
      'out: aws_iam_role.reader["SiemRole"]: would be replaced (path from "/audit/" to "/siem/"); the new role has another ID; to keep the role, restore its name and path in readers[].assumableRole',
      expect.stringContaining("--allow-replace"),
    ]);
  });

  test("is refused where key and bucket move to another account, with the way to have both", async () => {
    await run("-o", "out");
    const moved = config
      .replace("bucket:", 'accounts: { log_archive: "333333333333" }\nkey: { account: log_archive }\nbucket:')
      .replace("org-audit-logs", "org-audit-logs\n  account: log_archive");
    writeTree(work, { "trailkey.yaml": moved });
    const { code, stderr } = await runWritingNothing("-o", "out");
    expect(code).toBe(1);
    const elsewhere =
      "would be created again in account 333333333333, and Terraform would lose track of the one in account 111111111111; to keep it, restore";
    const both =
      "to have both, leave this module as it is and give the new config another name and directory";
    expect(stderr.trim().split("\n")).toEqual([
      `out: aws_kms_key.this: ${elsewhere} key.account; ${both}`,
      `out: aws_s3_bucket.logs: ${elsewhere} bucket.account; ${both}`,
      expect.stringContaining("--allow-replace"),
    ]);
  });

  describe("because the trail would no longer log its organization", () => {
    const organization = 'organization:\n  id: o-abcd123456\n  managementAccount: "333333333333"\n';

    test("is refused where the organization is removed, and --allow-replace writes it", async () => {
      writeTree(work, { "trailkey.yaml": config + organization });
      expect((await run("-o", "out")).code).toBe(0);
      writeTree(work, { "trailkey.yaml": config });
      const { code, stderr } = await runWritingNothing("-o", "out");
      expect(code).toBe(1);
      expect(stderr).toMatch(/^out: organization: is no longer set, .* accounts of o-abcd123456; /m);
      expect((await run("-o", "out", "--allow-replace")).code).toBe(0);
      expect(await run("-o", "out")).toMatchObject({ code: 0, stderr: "out is up to date\n" });
    });

    test("is refused where the management account is another, and not where nothing changes", async () => {
      writeTree(work, { "trailkey.yaml": config + organization });
      await run("-o", "out");
      expect(await run("-o", "out")).toMatchObject({ code: 0, stderr: "out is up to date\n" });
      writeTree(work, { "trailkey.yaml": config + organization.replace("333333333333", "444444444444") });
      const { code, stderr } = await runWritingNothing("-o", "out");
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^out: organization\.managementAccount: changes from 333333333333 to 444444444444, /m,
      );
    });
  });

  describe("because it would keep logs for a shorter time", () => {
    const kept = (days: number, rest = ""): string =>
      config.replace(
        "org-audit-logs",
        `org-audit-logs\n  lifecycle: { expireAfterDays: ${days}, noncurrentExpireAfterDays: 30 }${rest}`,
      );
    const all =
      "\n  objectLock: { mode: compliance, days: 365, confirm: compliance }\n  accessLog: { bucket: central-access-logs }";

    test("is refused where an expiry is added or shortened, and --allow-replace writes it", async () => {
      await run("-o", "out");
      writeTree(work, { "trailkey.yaml": kept(2555) });
      const { code, stderr } = await runWritingNothing("-o", "out");
      expect(code).toBe(1);
      expect(stderr.trim().split("\n")).toEqual([
        "out: bucket.lifecycle.expireAfterDays: is new: 2555 days, so S3 would soon delete logs older than that, also those that are there now; to keep them, remove bucket.lifecycle.expireAfterDays",
        "out: bucket.lifecycle.noncurrentExpireAfterDays: is new: 30 days, so S3 would soon delete versions that were replaced or deleted longer ago, also those that are there now; to keep them, remove bucket.lifecycle.noncurrentExpireAfterDays",
        expect.stringContaining("--allow-replace"),
      ]);
      expect((await run("-o", "out", "--allow-replace")).code).toBe(0);
      expect(await run("-o", "out")).toMatchObject({ code: 0, stderr: "out is up to date\n" });
      writeTree(work, { "trailkey.yaml": kept(365) });
      expect((await runWritingNothing("-o", "out")).stderr).toContain(
        "expireAfterDays: goes from 2555 days to 365, so S3 would soon delete logs older than that, also those that are there now; to keep them, restore bucket.lifecycle.expireAfterDays\n",
      );
    });

    test("is refused where a lock is weaker, shorter or gone, and where the access log is", async () => {
      writeTree(work, { "trailkey.yaml": kept(2555, all) });
      await run("-o", "out");
      writeTree(work, {
        "trailkey.yaml": kept(2555, all.replace(/\{ mode.* \}\n/, "{ mode: governance, days: 30 }\n")),
      });
      expect((await runWritingNothing("-o", "out")).stderr.trim().split("\n")).toEqual([
        "out: bucket.objectLock.mode: changes from compliance to governance, so principals with s3:BypassGovernanceRetention could delete new logs; to keep it, restore bucket.objectLock.mode",
        "out: bucket.objectLock.days: goes from 365 days to 30, so new logs could be deleted earlier; to keep it, restore bucket.objectLock.days",
        expect.stringContaining("--allow-replace"),
      ]);
      writeTree(work, { "trailkey.yaml": kept(2555) });
      const { code, stderr } = await runWritingNothing("-o", "out");
      expect(code).toBe(1);
      expect(stderr.trim().split("\n")).toEqual([
        "out: bucket.objectLock: is no longer set, so new logs would no longer be locked (compliance mode, 365 days); to keep locking them, restore bucket.objectLock",
        "out: bucket.accessLog: is no longer set, so S3 would no longer log requests to the bucket; to keep logging them, restore bucket.accessLog",
        expect.stringContaining("--allow-replace"),
      ]);
      writeTree(work, { "trailkey.yaml": kept(2556, all.replace("365", "400")) });
      expect((await run("-o", "out")).code).toBe(0);
    });
  });

  describe("because the config has another account or Region", () => {
    const elsewhere = config.replace("111111111111", "222222222222").replace("us-east-1", "eu-west-1");

    test("is refused, and --allow-replace writes it", async () => {
      await run("-o", "out");
      writeTree(work, { "trailkey.yaml": elsewhere });
      const { code, stderr } = await runWritingNothing("-o", "out");
      expect(code).toBe(1);
      expect(stderr.trim().split("\n")).toEqual([
        expect.stringMatching(
          /^out: account: changes from 111111111111 to 222222222222, .*; to have both, give the other account a directory of its own with -o$/,
        ),
        expect.stringMatching(
          /^out: region: changes from us-east-1 to eu-west-1, .*; to have both, give the other Region a directory of its own with -o$/,
        ),
        expect.stringContaining("--allow-replace writes the module anyway"),
      ]);
      expect((await run("-o", "out", "--allow-replace")).code).toBe(0);
      expect(await run("-o", "out")).toMatchObject({ code: 0, stderr: "out is up to date\n" });
    });

    test("is refused with its code and facts, for programs", async () => {
      await run("-o", "out");
      writeTree(work, { "trailkey.yaml": elsewhere });
      const { stdout } = await runWritingNothing("-o", "out", "--json");
      expect(JSON.parse(stdout)).toMatchObject({
        problems: [
          { path: "account", code: "home-changed", args: { before: "111111111111", after: "222222222222" } },
          { path: "region", code: "home-changed", args: { before: "us-east-1", after: "eu-west-1" } },
          { code: "configs-compared" },
        ],
      });
    });

    test("is not known where the manifest is of version 2, and is from the next run on", async () => {
      await run("-o", "out");
      const manifest = join(work, "out/.trailkey.json");
      const { home, ...older } = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, unknown>;
      expect(home).toEqual({ account: "111111111111", region: "us-east-1" });
      writeFileSync(manifest, JSON.stringify({ ...older, version: 2 }));
      expect((await run("-o", "out")).code).toBe(0);
      expect(JSON.parse(readFileSync(manifest, "utf8"))).toMatchObject({ version: 4, home });
    });

    test("is told of a module that fits any, so that its manifest is the same whichever came before", async () => {
      writeTree(work, { "trailkey.yaml": config.replace(/^(account|region).*\n/gm, "") });
      await run("-o", "out");
      const written = treeOf(work);
      const { home, ...older } = JSON.parse(written["out/.trailkey.json"] ?? "") as Record<string, unknown>;
      expect(home).toEqual({ account: null, region: null });
      writeTree(work, { "out/.trailkey.json": JSON.stringify({ ...older, version: 2 }) });
      await run("-o", "out");
      expect(treeOf(work)).toEqual(written);
    });

    test("is no loss where it is the config's no longer, or was not before", async () => {
      await run("-o", "out");
      writeTree(work, { "trailkey.yaml": config.replace(/^(account|region).*\n/gm, "") });
      expect((await run("-o", "out")).code).toBe(0);
      writeTree(work, { "trailkey.yaml": elsewhere });
      expect((await run("-o", "out")).code).toBe(0);
    });
  });

  test("is known where the manifest is of version 1", async () => {
    cpSync(join(__dirname, "../../fixtures/release-0.1/trail"), join(work, "out"), { recursive: true });
    const { stderr } = await runWritingNothing("-o", "out");
    expect(stderr).toContain('(name from "audit-trail" to "org-audit")');
    expect(stderr).toContain('(bucket from "audit-trail-logs" to "org-audit-logs")');
    expect(stderr).not.toContain("aws_kms_key");
  });

  test("is known where the manifest is of version 1 and a file was edited", async () => {
    cpSync(join(__dirname, "../../fixtures/release-0.1/trail"), join(work, "out"), { recursive: true });
    const bucket = join(work, "out/bucket.tf");
    writeFileSync(bucket, `${readFileSync(bucket, "utf8")}# mine\n`);
    const { code, stderr } = await runWritingNothing("-o", "out", "--force");
    expect(code).toBe(1);
    expect(stderr).toContain('(bucket from "audit-trail-logs" to "org-audit-logs")');
  });
});

describe("a module of release 0.1, which had one file as its example", () => {
  const released = join(__dirname, "../../fixtures/release-0.1/trail");

  beforeEach(() => {
    cpSync(released, join(work, "out"), { recursive: true });
    writeTree(work, {
      "trailkey.yaml":
        "name: audit-trail\nmodule: { variables: all }\nprotect: false\nbucket: { name: audit-trail-logs }\n",
    });
  });

  test("gets the files of both examples", async () => {
    expect((await run("-o", "out")).code).toBe(0);
    const files = Object.keys(treeOf(join(work, "out")));
    for (const example of ["basic", "complete"])
      for (const file of ["main", "outputs", "providers", "variables", "versions"])
        expect(files).toContain(`examples/${example}/${file}.tf`);
    expect(await run("-o", "out")).toMatchObject({ code: 0, stderr: "out is up to date\n" });
  });

  test("keeps an example that was edited, and is not changed at all", async () => {
    writeTree(work, { "out/examples/basic/main.tf": 'module "mine" {\n  source = "../.."\n}\n' });
    const { code, stderr } = await runWritingNothing("-o", "out");
    expect(code).toBe(1);
    expect(stderr).toContain("out/examples/basic/main.tf: was edited by hand");
  });

  test("keeps a file of the user's own that has the name of a new one", async () => {
    writeTree(work, { "out/examples/basic/variables.tf": "# mine\n" });
    const { code, stderr } = await runWritingNothing("-o", "out");
    expect(code).toBe(1);
    expect(stderr).toContain("out/examples/basic/variables.tf: was not written by trailkey");
  });
});

describe("tables that terraform-docs or a formatter has spaced anew", () => {
  const readme = (): string => readFileSync(join(work, "out/README.md"), "utf8");
  const respace = (): void => {
    const [before = "", tables = "", after = ""] = readme().split(
      /(?<=BEGIN_TF_DOCS -->)|(?=<!-- END_TF_DOCS)/,
    );
    writeTree(work, {
      "out/README.md": before + tables.replaceAll(" | ", "    | ").replaceAll("---", "-----") + after,
    });
  };

  test("are no drift, and follow the config when that has a new input", async () => {
    await run("-o", "out");
    respace();
    expect((await runWritingNothing("-o", "out", "--check")).code).toBe(0);
    expect((await runWritingNothing("-o", "out")).stderr).toBe("out is up to date\n");
    const other = "arn:aws:cloudtrail:us-east-1:222222222222:trail/other";
    writeTree(work, { "trailkey.yaml": `${config}encryptFor: ["${other}"]\n` });
    const check = await runWritingNothing("-o", "out", "--check");
    expect([check.code, check.stdout]).toEqual([2, expect.stringContaining("out/README.md: ")]);
    await run("-o", "out");
    expect(readme()).toContain("input\\_encrypt\\_for");
    respace();
    expect((await runWritingNothing("-o", "out", "--check")).code).toBe(0);
  });
});

describe("another version of trailkey", () => {
  test("is no drift, and writes nothing", async () => {
    await run("-o", "out");
    const manifest = join(work, "out/.trailkey.json");
    const text = readFileSync(manifest, "utf8");
    expect(text).toContain('"trailkey": "0.0.0"');
    writeFileSync(manifest, text.replace("0.0.0", "99.0.0"));
    expect((await runWritingNothing("-o", "out", "--check")).code).toBe(0);
    expect((await runWritingNothing("-o", "out")).stderr).toBe("out is up to date\n");
  });
});

describe("--diff", () => {
  test("prints what would change as a patch, and exits with 2", async () => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": config.replace("org-audit-logs", "other-logs") });
    const { code, stdout, stderr } = await runWritingNothing("-o", "out", "--diff");
    expect(code).toBe(2);
    expect(stdout).toContain("--- a/variables.tf\n+++ b/variables.tf\n");
    expect(stdout).toMatch(/^-.*"org-audit-logs"$/m);
    expect(stdout).toMatch(/^\+.*"other-logs"$/m);
    expect(stderr).toContain("out/variables.tf: differs from what the config generates\n");
  });

  test("prints nothing and exits with 0 when nothing would change", async () => {
    await run("-o", "out");
    const { code, stdout } = await runWritingNothing("-o", "out", "--diff");
    expect([code, stdout]).toEqual([0, ""]);
  });

  test("holds the patch and the files as JSON", async () => {
    const { code, stdout } = await runWritingNothing("-o", "out", "--diff", "--json");
    expect(code).toBe(2);
    const { drift, diff } = JSON.parse(stdout) as { drift: readonly object[]; diff: string };
    expect(drift).toContainEqual({ path: "key.tf", code: "missing" });
    expect(diff).toContain("--- /dev/null\n+++ b/key.tf\n");
  });
});

describe("--dry-run", () => {
  test.each<[string, () => void, RegExp]>([
    [
      "a directory in the way",
      () => {
        writeTree(work, { "out/key.tf/a.txt": "" });
      },
      /^out\/key\.tf: /,
    ],
    [
      "a link in the way",
      () => {
        writeTree(work, { "out/a.txt": "" });
        symlinkSync("a.txt", join(work, "out/key.tf"));
      },
      /^out\/key\.tf: /,
    ],
    [
      "a manifest that is a directory",
      () => {
        writeTree(work, { "out/.trailkey.json/a.txt": "" });
      },
      /^out\/\.trailkey\.json: /,
    ],
    [
      "a manifest of something else",
      () => {
        writeTree(work, { "out/.trailkey.json": "{}", "out/main.tf": "" });
      },
      /^out\/\.trailkey\.json: .*\n$/,
    ],
  ])("lists all that would be written, then %s, and fails as the run does", async (_, prepare, message) => {
    prepare();
    const { code, stdout, stderr } = await runWritingNothing("-o", "out", "--dry-run");
    expect([code, stdout]).toEqual([1, expect.stringContaining("write out/main.tf\n")]);
    expect(stdout).toContain("write out/key.tf\n");
    expect(stderr).toMatch(message);
    const refused = await runWritingNothing("-o", "out");
    expect([refused.code, refused.stderr]).toEqual([1, stderr]);
    const check = await runWritingNothing("-o", "out", "--check");
    expect([check.code, check.stderr]).toEqual([1, stderr]);
    const json = await runWritingNothing("-o", "out", "--dry-run", "--json");
    expect((JSON.parse(json.stdout) as { conflicts: unknown }).conflicts).toHaveLength(1);
  });

  test("prints what would be written and removed, and exits with 0", async () => {
    await run("-o", "out");
    writeTree(work, { "trailkey.yaml": "name: org-audit\ntrail: false\n" });
    const { code, stdout } = await runWritingNothing("-o", "out", "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toContain("write out/variables.tf\n");
    expect(stdout).toContain("remove out/trail.tf\n");
  });

  test("makes no directory", async () => {
    expect((await runWritingNothing("-o", "out", "--dry-run")).code).toBe(0);
  });

  test("lists everything where the run itself would be refused, conflicts too, and fails as that does", async () => {
    writeTree(work, { "out/key.tf": "# a stranger's\n" });
    const { code, stdout, stderr } = await runWritingNothing("-o", "out", "--dry-run");
    expect(code).toBe(1);
    expect(stdout).toContain("write out/main.tf\n");
    expect(stdout).toContain("write out/key.tf\n");
    expect(stderr).toContain("out/key.tf: was not written by trailkey");
    const json = await runWritingNothing("-o", "out", "--dry-run", "--json");
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({
      written: expect.arrayContaining(["main.tf"]) as unknown,
      conflicts: [{ file: "out/key.tf", code: "foreign" }],
    });
    expect((await runWritingNothing("-o", "out", "--dry-run", "--force")).code).toBe(0);
  });
});

describe("what a user gets wrong", () => {
  test("every problem of the config is told, with line and column, and nothing is written", async () => {
    writeTree(work, {
      "trailkey.yaml": 'name: org-audit\naccount: "11111111111"\nbuckt: {}\nbucket: { name: ab }\n',
    });
    const { code, stdout, stderr } = await runWritingNothing("-o", "out");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^trailkey\.yaml:2:10: account: .*11 digits/m);
    expect(stderr).toMatch(/^trailkey\.yaml:3:1: .*buckt.*bucket/m);
    expect(stderr).toMatch(/^trailkey\.yaml:4:\d+: bucket\.name: /m);
    expect(stderr).not.toContain("    at ");
  });

  test("problems of the config are JSON when that is asked for", async () => {
    writeTree(work, { "trailkey.yaml": 'name: org-audit\naccount: "11111111111"\nbucket: { name: abc }\n' });
    const { code, stdout, stderr } = await runWritingNothing("-o", "out", "--json");
    expect([code, stderr]).toEqual([1, ""]);
    const { problems } = JSON.parse(stdout) as { problems: readonly object[] };
    expect(problems).toMatchObject([
      { file: "trailkey.yaml", line: 2, column: 10, path: "account", severity: "error" },
    ]);
  });

  test("no config anywhere", async () => {
    rmSync(join(work, "trailkey.yaml"));
    const { code, stderr } = await run("-o", "out");
    expect(code).toBe(1);
    expect(stderr).toContain("there is no trailkey.yaml");
  });

  test("an output directory without a name", async () => {
    const { code, stderr } = await runWritingNothing("-o", "");
    expect([code, stderr]).toEqual([1, "--output: the name of a directory is missing\n"]);
  });

  test("an output directory that is a link", async () => {
    mkdirSync(join(work, "elsewhere"));
    symlinkSync("elsewhere", join(work, "out"));
    const { code, stderr } = await runWritingNothing("-o", "out");
    expect([code, stderr]).toEqual([1, "out: is a symbolic link; give the directory that it points to\n"]);
  });
});

test("of a config on stdin the module goes to a directory that is named as it, here", async () => {
  const { code } = await trailkeyGiven(config, work, "generate", "-c", "-");
  expect([code, modulePaths("org-audit")]).toEqual([0, expect.arrayContaining(["key.tf"])]);
});

test("a config that stands where the manifest goes is never replaced", async () => {
  const asManifest = JSON.stringify({ name: "org-audit", bucket: { name: "org-audit-logs" } });
  writeTree(work, { "out/.trailkey.json": asManifest });
  const { code, stderr } = await runWritingNothing("-c", "out/.trailkey.json", "-o", "out", "--force");
  expect([code, stderr]).toEqual([
    1,
    "out/.trailkey.json: --output: is an input of this command: choose another file for the output\n",
  ]);
});

describe("a policy that AWS would refuse for its size", () => {
  const accounts = (count: number): string =>
    Array.from({ length: count }, (_, index) => `"${200000000000 + index}"`).join(", ");

  test("is refused with size, limit, largest statements and ways out, and nothing is written", async () => {
    writeTree(work, { "trailkey.yaml": `${config}encryptFor: [${accounts(300)}]\n` });
    const { code, stderr } = await runWritingNothing("-o", "out");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^trailkey\.yaml:6:1: warning: encryptFor: lists 300 accounts: .*\ntrailkey\.yaml: key\.administrators, key\.statements, readers, encryptFor: the policy key has \d{5} bytes, and KMS accepts at most 32768; its largest statements are statement 2 "AllowCloudTrailEncryptLogs" \(\d+, \d+ %\), .*; to reduce its size: use one organization trail/,
    );
  });

  test("is written where only its default limit is exceeded, with a warning", async () => {
    const reader = `readers: [{ assumableRole: { name: Reader, trustedAccounts: [${accounts(80)}] } }]\n`;
    writeTree(work, { "trailkey.yaml": config + reader });
    const { code, stderr } = await run("-o", "out");
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /warning: readers\[\]\.assumableRole\.trustedAccounts: the policy trust:Reader has \d+ characters, and IAM accepts 2048 unless/,
    );
  });
});

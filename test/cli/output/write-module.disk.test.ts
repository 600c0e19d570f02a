import { chmodSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeFileSystem } from "../../../lib/cli/io";
import { outputDirectory } from "../../../lib/cli/output/output-directory";
import type { ConfigIdentity } from "../../../lib/cli/output/manifest";
import type { Module, ModuleFile } from "../../../lib/cli/output/module";
import { survey } from "../../../lib/cli/output/survey";
import type { WritePlan } from "../../../lib/cli/output/write-plan";
import { writeModule } from "../../../lib/cli/output/write-module";
import { UserError } from "../../../lib/report/problem";
import { failingAt, killedAt, watchedFileSystem } from "../faulty-file-system";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";
import { moduleOf, nothingAllowed } from "./module-of";

const first: readonly ModuleFile[] = [
  { path: "main.tf", content: "first main\n" },
  { path: "old/gone.tf", content: "gone\n" },
  { path: "README.md", content: "same\n" },
];
const second: readonly ModuleFile[] = [
  { path: "main.tf", content: "second main\n" },
  { path: "examples/basic/main.tf", content: "example\n" },
  { path: "README.md", content: "same\n" },
];

const cwd = process.cwd();
let work: string;
let out: string;

beforeEach(() => {
  work = temporaryDirectory();
  out = join(work, "out");
});
afterEach(() => {
  rmSync(work, { recursive: true, force: true });
});

function write(
  wanted: readonly ModuleFile[],
  options: { force?: boolean; files?: ReturnType<typeof killedAt> } = {},
): WritePlan {
  const io = memoryIo(work, options.files);
  return writeModule(io, outputDirectory(io, "out"), moduleOf(wanted), {
    ...nothingAllowed,
    force: options.force ?? false,
  });
}

/** The module's own files, without the manifest. An empty directory is nothing: git does not keep it either. */
function moduleOnDisk(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(treeOf(out)).filter(([path]) => path !== ".trailkey.json" && !path.endsWith("/")),
  );
}

const asFiles = (wanted: readonly ModuleFile[]): Record<string, string> =>
  Object.fromEntries(wanted.map(({ path, content }) => [path, content]));

function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("writing a module", () => {
  test("makes the directory, writes every file and says so", () => {
    expect(write(first)).toEqual({
      written: ["README.md", "main.tf", "old/gone.tf"],
      removed: [],
      unchanged: [],
    });
    expect(moduleOnDisk()).toEqual(asFiles(first));
  });

  test("writes what changed, removes what is no longer needed and the directory that this empties", () => {
    write(first);
    expect(write(second)).toEqual({
      written: ["examples/basic/main.tf", "main.tf"],
      removed: ["old/gone.tf"],
      unchanged: ["README.md"],
    });
    expect(moduleOnDisk()).toEqual(asFiles(second));
  });

  test("writes nothing at all when the module is up to date", () => {
    write(first);
    const untouchable = watchedFileSystem((_step, name) => {
      throw new Error(`${name} on a module that is up to date`);
    });
    expect(write(first, { files: untouchable }).unchanged).toHaveLength(3);
  });

  test("gives the same manifest for the same files, whatever stood there before", () => {
    write(first);
    write(second);
    const after = treeOf(out);
    rmSync(out, { recursive: true });
    write(second);
    expect(treeOf(out)).toEqual(after);
    // The digest of "same\n", "example\n" and "second main\n", as sha256sum gives it.
    expect(JSON.parse(after[".trailkey.json"] ?? "")).toEqual({
      version: 4,
      trailkey: "1.2.3",
      config: { name: "audit" },
      files: {
        "README.md": "a6328afc76e9db71da297ebff4b0d3e7a7eb3b01d917c05a6573fef121b6ecb6",
        "examples/basic/main.tf": "13550350a8681c84c861aac2e5b440161c2b33a3e4f302ac680ca5b686de48de",
        "main.tf": "2f3202609a638f266ab41e9ac75c37353bfb3705db533a987833e44ba62801c4",
      },
      home: { account: null, region: null },
      resources: {},
    });
  });

  test("leaves what others put there alone", () => {
    const others = {
      "terraform.tfstate": "{}",
      ".terraform/providers/aws": "binary",
      "prod.tfvars": "a = 1",
      "old/mine.txt": "mine",
    };
    write(first);
    writeTree(out, others);
    write(second);
    expect(moduleOnDisk()).toEqual({ ...others, ...asFiles(second) });
  });

  test("adopts a file that is there and is already what it would write", () => {
    writeTree(out, { "main.tf": "first main\n" });
    expect(write(first).unchanged).toEqual(["main.tf"]);
    expect(write(second).written).toContain("main.tf");
  });

  test("writes a file again that somebody deleted", () => {
    write(first);
    rmSync(join(out, "main.tf"));
    expect(write(first).written).toEqual(["main.tf"]);
  });
});

describe("files that are not trailkey's to overwrite", () => {
  test("are named all at once, and nothing is written", () => {
    write(first);
    writeTree(out, { "main.tf": "edited\n", "examples/basic/main.tf": "a stranger's\n" });
    const before = treeOf(out);
    const refusal = refusalOf(() => write(second));
    expect(refusal).toContain("out/main.tf: was edited by hand");
    expect(refusal).toContain("out/examples/basic/main.tf: was not written by trailkey");
    expect(refusal.split("\n")).toHaveLength(2);
    expect(treeOf(out)).toEqual(before);
  });

  test("are overwritten by force", () => {
    write(first);
    writeTree(out, { "main.tf": "edited\n", "examples/basic/main.tf": "a stranger's\n" });
    write(second, { force: true });
    expect(moduleOnDisk()).toEqual(asFiles(second));
  });

  test("are not removed when they are no longer needed but edited, unless by force", () => {
    write(first);
    writeTree(out, { "old/gone.tf": "edited\n" });
    const before = treeOf(out);
    expect(refusalOf(() => write(second))).toContain(
      "out/old/gone.tf: is no longer needed, but was edited by hand since trailkey wrote it",
    );
    expect(treeOf(out)).toEqual(before);
    expect(write(second, { force: true })).toMatchObject({ removed: ["old/gone.tf"] });
    expect(moduleOnDisk()).toEqual(asFiles(second));
  });

  test("count by their bytes, not by their text", () => {
    mkdirSync(out);
    writeFileSync(join(out, "main.tf"), Buffer.from([0xff, 0xfe]));
    expect(refusalOf(() => write([{ path: "main.tf", content: "\ufffd\ufffd" }]))).toContain("out/main.tf");
  });
});

describe("the module of another config", () => {
  const module = (config: ConfigIdentity): Module => moduleOf(first, { config });
  const writeOf = (config: ConfigIdentity, force = false, files = nodeFileSystem): WritePlan => {
    const io = memoryIo(work, files);
    return writeModule(io, outputDirectory(io, "out"), module(config), { ...nothingAllowed, force });
  };
  const audit = { name: "audit", file: "../audit.yaml" };
  const other = { name: "other", file: "../other.yaml" };

  test("is replaced by force alone", () => {
    writeOf(audit);
    const before = treeOf(out);
    expect(refusalOf(() => writeOf(other))).toBe(
      "out: contains the module of another config, audit, but this config is other; " +
        "choose another directory with -o, or replace the module with --force",
    );
    expect(treeOf(out)).toEqual(before);
    writeOf(other, true);
    writeOf(other);
    expect(refusalOf(() => writeOf(audit))).toContain("other, but this config is audit");
  });

  test.each([
    ["another name in the same file", { ...audit, name: "other" }],
    ["the same name in another file", { ...audit, file: "../moved.yaml" }],
    ["the same name in a file that tells nothing", { ...audit, file: null }],
  ])("is not one with %s", (_, renamed) => {
    writeOf(audit);
    writeOf(renamed);
    expect(JSON.parse(treeOf(out)[".trailkey.json"] ?? "")).toHaveProperty("config.name", renamed.name);
  });

  test("is one where its name differs and the place of neither tells anything", () => {
    writeOf({ ...audit, file: null });
    expect(refusalOf(() => writeOf({ ...other, file: null }))).toContain("another config, audit");
  });

  test("needs no force again where a run that forced it was cut short", () => {
    for (let step = 1; step < 6; step++) {
      rmSync(out, { recursive: true, force: true });
      writeOf(audit);
      rmSync(join(out, "main.tf"));
      expect(() => writeOf(other, true, killedAt(step))).toThrow("killed");
      const isTold = treeOf(out)[".trailkey.json"]?.includes('"other"');
      if (isTold) writeOf(other);
      else expect(refusalOf(() => writeOf(other))).toContain("another config, audit");
    }
  });

  test.each([1, 2, 3])("is not known from a manifest of version %i", (version) => {
    writeOf(audit);
    const path = join(out, ".trailkey.json");
    const manifest = JSON.parse(treeOf(out)[".trailkey.json"] ?? "") as object;
    writeFileSync(path, JSON.stringify({ ...manifest, config: undefined, version }));
    writeOf(other);
    expect(refusalOf(() => writeOf(audit))).toContain("another config, other");
  });
});

describe("links and other things in the way", () => {
  let elsewhere: string;
  beforeEach(() => {
    elsewhere = join(work, "elsewhere");
    writeTree(elsewhere, { "main.tf": "first main\n", "keep.txt": "keep" });
  });
  const expectElsewhereUntouched = (): void => {
    expect(treeOf(elsewhere)).toEqual({ "main.tf": "first main\n", "keep.txt": "keep" });
  };

  test.each([false, true])("a file that is a link is refused (force: %s)", (force) => {
    write(first);
    rmSync(join(out, "main.tf"));
    symlinkSync(join(elsewhere, "main.tf"), join(out, "main.tf"));
    expect(refusalOf(() => write(second, { force }))).toContain("out/main.tf: is a symbolic link");
    expectElsewhereUntouched();
  });

  test.each([false, true])("a link that leads nowhere is refused (force: %s)", (force) => {
    mkdirSync(out);
    symlinkSync(join(elsewhere, "new.tf"), join(out, "main.tf"));
    expect(refusalOf(() => write(first, { force }))).toContain("out/main.tf: is a symbolic link");
    expectElsewhereUntouched();
  });

  test.each([false, true])("a directory of the module that is a link is refused (force: %s)", (force) => {
    mkdirSync(out);
    symlinkSync(elsewhere, join(out, "examples"));
    expect(refusalOf(() => write(second, { force }))).toBe(
      "out/examples: is a symbolic link, and trailkey does not write through links; remove it or choose another directory with -o",
    );
    expectElsewhereUntouched();
  });

  test("a directory that is swapped for a link at any step of a run leads nothing outside", () => {
    const below: readonly ModuleFile[] = [
      { path: "examples/basic/a.tf", content: "new\n" },
      { path: "examples/basic/b.tf", content: "new\n" },
    ];
    mkdirSync(join(elsewhere, "basic"));
    let refused = 0;
    for (let at = 1, steps = 1; at <= steps; at++) {
      rmSync(out, { recursive: true, force: true });
      write(below.map((file) => ({ ...file, content: "old\n" })));
      const files = watchedFileSystem((step) => {
        steps = step;
        if (step !== at) return;
        renameSync(join(out, "examples"), join(work, `moved-${at}`));
        symlinkSync(elsewhere, join(out, "examples"));
      });
      try {
        write(below, { files });
      } catch (error) {
        expect(String(error)).toMatch(/is a link|ELOOP/);
        refused++;
      }
      expect(treeOf(elsewhere)).toEqual({
        "main.tf": "first main\n",
        "keep.txt": "keep",
        "basic/": "/",
      });
      expect(process.cwd()).toBe(cwd);
    }
    expect(refused).toBeGreaterThan(5);
  });

  test("a file to remove that is below a link is refused", () => {
    write(first);
    rmSync(join(out, "old"), { recursive: true });
    writeTree(elsewhere, { "gone.tf": "gone\n" });
    symlinkSync(elsewhere, join(out, "old"));
    expect(refusalOf(() => write(second))).toContain("out/old: is a symbolic link");
    expect(treeOf(elsewhere)).toHaveProperty(["gone.tf"]);
  });

  test("the manifest as a link is refused", () => {
    mkdirSync(out);
    symlinkSync(elsewhere, join(out, ".trailkey.json"));
    expect(refusalOf(() => write(first))).toContain("out/.trailkey.json: is a symbolic link");
    expectElsewhereUntouched();
  });

  test("a link that is named as a temporary file is left alone", () => {
    mkdirSync(out);
    symlinkSync(join(elsewhere, "keep.txt"), join(out, ".trailkey.1.new"));
    write(first);
    expect(treeOf(out)).toHaveProperty([".trailkey.1.new"]);
    expectElsewhereUntouched();
  });

  test("the module's directory as a link is refused with where it leads to give instead", () => {
    symlinkSync(elsewhere, out);
    expect(refusalOf(() => write(first))).toBe(
      "out: is a symbolic link; give the directory that it points to",
    );
    expectElsewhereUntouched();
  });

  test("a directory that leaves the working directory through a link is refused", () => {
    const inside = join(work, "inside");
    mkdirSync(inside);
    symlinkSync(elsewhere, join(inside, "way"));
    const io = memoryIo(inside);
    expect(refusalOf(() => outputDirectory(io, "way/out"))).toContain("is outside the working directory");
    expectElsewhereUntouched();
  });

  test("a directory elsewhere is taken when the user names it plainly", () => {
    const io = memoryIo(join(work, "elsewhere"));
    writeModule(io, outputDirectory(io, "../out"), moduleOf(first), nothingAllowed);
    expect(moduleOnDisk()).toEqual(asFiles(first));
  });

  test("a file where a directory must be, and a directory where a file must be, are named together", () => {
    writeTree(out, { examples: "a file", "main.tf/inner": "a directory" });
    const refusal = refusalOf(() => write(second, { force: true }));
    expect(refusal).toContain("out/examples: is a file, but must be a directory");
    expect(refusal).toContain("out/main.tf: is a directory, but must be a file");
  });

  test("a file as the module's directory, or above it, is refused", () => {
    writeTree(work, { out: "a file" });
    expect(refusalOf(() => write(first))).toContain("is not a directory");
    expect(refusalOf(() => outputDirectory(memoryIo(work), "out/deeper"))).toContain(
      "out is not a directory",
    );
  });

  test.each([
    ["no JSON", "is not a manifest"],
    [`{"version":99,"files":{}}`, "another version of trailkey"],
    [`{"version":1,"files":{"../elsewhere/keep.txt":"x"}}`, "which trailkey never wrote"],
    [`{"version":1,"files":{"/etc/passwd":"x"}}`, "which trailkey never wrote"],
  ])("a manifest that holds %s is refused, and ignored by force", (content, message) => {
    writeTree(out, { ".trailkey.json": content });
    expect(refusalOf(() => write(first))).toContain(message);
    write(first, { force: true });
    expect(moduleOnDisk()).toEqual(asFiles(first));
    expectElsewhereUntouched();
  });
});

describe("a run that does not come to its end", () => {
  const surveyNow = (wanted: readonly ModuleFile[]): ReturnType<typeof survey> => {
    const io = memoryIo(work);
    return survey(io.files, outputDirectory(io, "out"), moduleOf(wanted), false);
  };

  /** The steps that a run from `first` to `second` takes, by name. */
  function stepsOfARun(): readonly string[] {
    const names: string[] = [];
    write(first);
    write(second, { files: watchedFileSystem((_step, name) => names.push(name)) });
    rmSync(out, { recursive: true });
    return names;
  }

  /** Each step, with `first` on disk before it. */
  function* eachStep(): Generator<number> {
    const { length } = stepsOfARun();
    expect(length).toBeGreaterThan(10);
    for (let step = 1; step <= length; step++) {
      rmSync(out, { recursive: true, force: true });
      write(first);
      yield step;
    }
  }

  /** What a module is on disk to the last byte, when no run was ever cut short. */
  function undisturbed(wanted: readonly ModuleFile[]): object {
    rmSync(out, { recursive: true, force: true });
    write(wanted);
    const tree = treeOf(out);
    rmSync(out, { recursive: true });
    return tree;
  }

  test.each([
    ["the same config", second],
    ["the config before", first],
  ])(
    "killed at any step, is drift until the next run with %s finishes it, and the user's files stay",
    (_, next) => {
      const goal = undisturbed(next);
      let mixed = 0;
      for (const step of eachStep()) {
        writeTree(out, { "terraform.tfvars": "mine", "old/mine.txt": "mine" });
        expect(() => write(second, { files: killedAt(step) })).toThrow("killed");
        const { "main.tf": main, ...others } = moduleOnDisk();
        expect(["first main\n", "second main\n"]).toContain(main);
        if (main === "second main\n" && "old/gone.tf" in others) mixed++;
        const { files, manifest } = surveyNow(second);
        expect(manifest.unfinished || files.some(({ state }) => state !== "unchanged")).toBe(true);
        write(next);
        const tree = Object.entries(treeOf(out)).filter(([path]) => !path.endsWith("/"));
        expect(Object.fromEntries(tree)).toEqual({
          ...goal,
          "terraform.tfvars": "mine",
          "old/mine.txt": "mine",
        });
      }
      // The loop does reach the steps between which the module is neither old nor new.
      expect(mixed).toBeGreaterThan(0);
    },
  );

  test("killed in a new directory, is finished by the next run", () => {
    for (let step = 1; step <= 12; step++) {
      rmSync(out, { recursive: true, force: true });
      expect(() => write(first, { files: killedAt(step) })).toThrow("killed");
      write(second);
      expect(moduleOnDisk()).toMatchObject(asFiles(second));
      expect(surveyNow(second).staged).toEqual([]);
    }
  });

  test("killed while it overwrites by force, needs no force to be finished", () => {
    for (const step of eachStep()) {
      writeTree(out, { "main.tf": "edited\n" });
      expect(() => write(second, { force: true, files: killedAt(step) })).toThrow("killed");
      // Nothing but a temporary file was written.
      if (!surveyNow(second).manifest.unfinished) continue;
      write(second);
      expect(moduleOnDisk()).toEqual(asFiles(second));
    }
  });

  test("killed, and a file edited since: the edit stays", () => {
    for (const step of eachStep()) {
      expect(() => write(second, { files: killedAt(step) })).toThrow("killed");
      writeTree(out, { "main.tf": "edited after the kill\n", "examples/basic/main.tf": "" });
      const refusal = refusalOf(() => write(second));
      expect(refusal).toContain("out/main.tf: was edited by hand");
      expect(refusal).toMatch(/examples\/basic\/main.tf: was (edited by hand|not written)/);
      expect(moduleOnDisk()).toMatchObject({ "main.tf": "edited after the kill\n" });
    }
  });

  test("refused by the disk at any step, says so, tears nothing and is finished by the next run", () => {
    const names = stepsOfARun();
    for (const step of eachStep()) {
      // An emptied directory that cannot be removed is no reason to fail.
      if (names[step - 1] === "removeDirectory") continue;
      const refusal = refusalOf(() => {
        try {
          write(second, { files: failingAt(step, "ENOSPC") });
        } catch (error) {
          // Before the first change there is nothing to add to what the system says.
          if (error instanceof UserError) throw error;
          expect(moduleOnDisk()).toEqual(asFiles(surveyNow(second).manifest.unfinished ? second : first));
          throw new UserError([{ code: "test", message: String(error), severity: "error" }]);
        }
      });
      expect(refusal).toContain("ENOSPC");
      const { "main.tf": main, ...others } = moduleOnDisk();
      expect(["first main\n", "second main\n"]).toContain(main);
      expect(Object.keys(others).filter((path) => path.endsWith(".new"))).toEqual([]);
      if (main === "second main\n" && "old/gone.tf" in others)
        expect(refusal).toContain("out: the module is incomplete");
      write(second);
      expect(moduleOnDisk()).toEqual(asFiles(second));
    }
  });

  test("keeps the permissions of a file that it replaces", () => {
    write(first);
    chmodSync(join(out, "main.tf"), 0o640);
    write(second);
    expect(statSync(join(out, "main.tf")).mode & 0o777).toBe(0o640);
  });
});

describe("what a module would destroy or replace", () => {
  const named = (bucket: string): Module =>
    moduleOf(second, { resources: { "aws_s3_bucket.logs": { bucket } } });
  const writeNamed = (bucket: string, allowReplace: boolean, files = nodeFileSystem): void => {
    const io = memoryIo(work, files);
    writeModule(io, outputDirectory(io, "out"), named(bucket), { force: false, allowReplace });
  };

  test("is refused, and written where that is allowed", () => {
    writeNamed("old", false);
    const before = treeOf(out);
    expect(
      refusalOf(() => {
        writeNamed("new", false);
      }),
    ).toContain("out: aws_s3_bucket.logs: would be replaced");
    expect(treeOf(out)).toEqual(before);
    writeNamed("new", true);
    writeNamed("new", false);
    expect(JSON.parse(treeOf(out)[".trailkey.json"] ?? "")).toMatchObject({
      resources: { "aws_s3_bucket.logs": { bucket: "new" } },
    });
  });

  test("counts from the module before, until the run that replaces it has ended", () => {
    writeNamed("old", false);
    rmSync(join(out, "main.tf"));
    let killed = 0;
    for (let step = 1; step < 20; step++) {
      try {
        writeNamed("new", true, killedAt(step));
      } catch {
        killed++;
        writeNamed("old", false);
        rmSync(join(out, "main.tf"));
      }
    }
    expect(killed).toBeGreaterThan(5);
  });
});

describe("two runs at once", () => {
  const other: readonly ModuleFile[] = [
    { path: "main.tf", content: "other main\n" },
    { path: "other/file.tf", content: "other\n" },
    { path: "README.md", content: "other\n" },
  ];

  function writeAs(run: string, wanted: readonly ModuleFile[], files = nodeFileSystem): void {
    const io = { ...memoryIo(work, files), run };
    writeModule(io, outputDirectory(io, "out"), moduleOf(wanted), nothingAllowed);
  }

  /** A run to `second`, and another ahead of one of its steps. Returns how many steps it took. */
  function writeInterrupted(at: number, between: readonly ModuleFile[]): number {
    rmSync(out, { recursive: true, force: true });
    write(first);
    let steps = 0;
    const files = watchedFileSystem((step) => {
      steps = step;
      if (step !== at) return;
      // The other run is a process with a working directory of its own. Where it removes this one's, ENOENT is thrown.
      const here = process.cwd();
      process.chdir(cwd);
      writeAs("between", between);
      process.chdir(here);
    });
    writeAs("outer", second, files);
    return steps;
  }

  test("give the same module when they have the same config", () => {
    for (let at = 1, steps = 1; at <= steps; at++) {
      steps = writeInterrupted(at, second);
      expect(moduleOnDisk()).toEqual(asFiles(second));
    }
  });

  test("give one module of the two, whole, when their configs differ, once the first has begun", () => {
    // The manifest is replaced in four steps before that, and again after the last look.
    const replacing = 4;
    const steps = writeInterrupted(Infinity, other);
    for (let at = replacing + 1; at <= steps - replacing; at++) {
      writeInterrupted(at, other);
      expect(moduleOnDisk()).toEqual(asFiles(second));
      writeAs("next", other);
      expect(moduleOnDisk()).toEqual(asFiles(other));
    }
  });
});

test("a disk on which files change by themselves is not written to without end", () => {
  const files = {
    ...nodeFileSystem,
    read: (path: string) => Buffer.concat([nodeFileSystem.read(path), nodeFileSystem.read(path)]),
  };
  writeTree(out, { "main.tf": "x" });
  expect(refusalOf(() => write([{ path: "main.tf", content: "y" }], { force: true, files }))).toContain(
    "is another run active?",
  );
});

test("without permission the refusal of the system comes through", () => {
  if (process.getuid?.() === 0) return;
  mkdirSync(out);
  chmodSync(out, 0o500);
  expect(() => write(first)).toThrow(/EACCES/);
});

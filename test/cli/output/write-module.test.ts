import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { outputDirectory } from "../../../lib/cli/output/output-directory";
import type { ModuleFile } from "../../../lib/cli/output/survey";
import type { WritePlan } from "../../../lib/cli/output/write-module";
import { planModule, writeModule } from "../../../lib/cli/output/write-module";
import { UserError } from "../../../lib/report/problem";
import { failingAt, killedAt, watchedFileSystem } from "../faulty-file-system";
import { memoryIo, temporaryDirectory } from "../memory-io";
import { treeOf, writeTree } from "../tree";

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
  return writeModule(io, outputDirectory(io, "out"), wanted, options.force ?? false);
}

/** The module's own files, without the manifest. */
function moduleOnDisk(): Record<string, string> {
  return Object.fromEntries(Object.entries(treeOf(out)).filter(([path]) => path !== ".trailkey.json"));
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
      kept: [],
    });
    expect(moduleOnDisk()).toEqual(asFiles(first));
  });

  test("writes what changed, removes what is no longer needed and the directory that this empties", () => {
    write(first);
    expect(write(second)).toEqual({
      written: ["examples/basic/main.tf", "main.tf"],
      removed: ["old/gone.tf"],
      unchanged: ["README.md"],
      kept: [],
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
      version: 1,
      files: {
        "README.md": "a6328afc76e9db71da297ebff4b0d3e7a7eb3b01d917c05a6573fef121b6ecb6",
        "examples/basic/main.tf": "13550350a8681c84c861aac2e5b440161c2b33a3e4f302ac680ca5b686de48de",
        "main.tf": "2f3202609a638f266ab41e9ac75c37353bfb3705db533a987833e44ba62801c4",
      },
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

  test.each([false, true])("are never removed when no longer needed but edited (force: %s)", (force) => {
    write(first);
    writeTree(out, { "old/gone.tf": "edited\n" });
    expect(write(second, { force })).toMatchObject({ removed: [], kept: ["old/gone.tf"] });
    expect(moduleOnDisk()).toMatchObject({ "old/gone.tf": "edited\n" });
    expect(write(second).kept).toEqual([]);
  });

  test("count by their bytes, not by their text", () => {
    mkdirSync(out);
    writeFileSync(join(out, "main.tf"), Buffer.from([0xff, 0xfe]));
    expect(refusalOf(() => write([{ path: "main.tf", content: "\ufffd\ufffd" }]))).toContain("out/main.tf");
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
    expect(refusalOf(() => write(second, { force }))).toContain("out/main.tf: is a link");
    expectElsewhereUntouched();
  });

  test.each([false, true])("a link that leads nowhere is refused (force: %s)", (force) => {
    mkdirSync(out);
    symlinkSync(join(elsewhere, "new.tf"), join(out, "main.tf"));
    expect(refusalOf(() => write(first, { force }))).toContain("out/main.tf: is a link");
    expectElsewhereUntouched();
  });

  test.each([false, true])("a directory of the module that is a link is refused (force: %s)", (force) => {
    mkdirSync(out);
    symlinkSync(elsewhere, join(out, "examples"));
    expect(refusalOf(() => write(second, { force }))).toBe(
      "out/examples: is a link, and trailkey writes through none; remove it or choose another directory with -o",
    );
    expectElsewhereUntouched();
  });

  test("a file to remove that is below a link is refused", () => {
    write(first);
    rmSync(join(out, "old"), { recursive: true });
    writeTree(elsewhere, { "gone.tf": "gone\n" });
    symlinkSync(elsewhere, join(out, "old"));
    expect(refusalOf(() => write(second))).toContain("out/old: is a link");
    expect(treeOf(elsewhere)).toHaveProperty(["gone.tf"]);
  });

  test.each([".trailkey.json", ".trailkey.lock", ".trailkey.work"])("%s as a link is refused", (name) => {
    mkdirSync(out);
    symlinkSync(elsewhere, join(out, name));
    expect(refusalOf(() => write(first))).toContain(`out/${name}: is`);
    expectElsewhereUntouched();
  });

  test("the module's directory as a link is refused with where it leads to give instead", () => {
    symlinkSync(elsewhere, out);
    expect(refusalOf(() => write(first))).toBe("out: is a link; give the directory that it leads to");
    expectElsewhereUntouched();
  });

  test("a directory that leaves the working directory through a link is refused", () => {
    const inside = join(work, "inside");
    mkdirSync(inside);
    symlinkSync(elsewhere, join(inside, "way"));
    const io = memoryIo(inside);
    expect(refusalOf(() => outputDirectory(io, "way/out"))).toContain("leads out of the working directory");
    expectElsewhereUntouched();
  });

  test("a directory elsewhere is taken when the user names it plainly", () => {
    const io = memoryIo(join(work, "elsewhere"));
    writeModule(io, outputDirectory(io, "../out"), first, false);
    expect(moduleOnDisk()).toEqual(asFiles(first));
  });

  test("a file where a directory must be, and a directory where a file must be, are named together", () => {
    writeTree(out, { examples: "a file", "main.tf/inner": "a directory" });
    const refusal = refusalOf(() => write(second, { force: true }));
    expect(refusal).toContain("out/examples: is a file, where a directory must be");
    expect(refusal).toContain("out/main.tf: is a directory, where a file must be");
  });

  test("a file as the module's directory, or above it, is refused", () => {
    writeTree(work, { out: "a file" });
    expect(refusalOf(() => write(first))).toContain("is not a directory");
    expect(refusalOf(() => outputDirectory(memoryIo(work), "out/deeper"))).toContain(
      "out is not a directory",
    );
  });

  test.each([
    ["no JSON", "is no manifest"],
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
  /** How many writing steps a run from `first` to `second` takes. */
  function stepsOfARun(): number {
    write(first);
    let steps = 0;
    write(second, { files: watchedFileSystem((step) => (steps = step)) });
    rmSync(out, { recursive: true });
    return steps;
  }

  test("killed at any step, is taken back or finished by the next run", () => {
    const steps = stepsOfARun();
    expect(steps).toBeGreaterThan(10);
    let mixed = 0;
    for (let step = 1; step <= steps; step++) {
      rmSync(out, { recursive: true, force: true });
      write(first);
      expect(() => write(second, { files: killedAt(step) })).toThrow("killed");
      const afterKill = moduleOnDisk();
      if (afterKill["main.tf"] === "second main\n" && "old/gone.tf" in afterKill) mixed++;
      // Back to the first config: whatever the run had done, the module is the first one again.
      write(first);
      expect(moduleOnDisk()).toEqual(asFiles(first));
    }
    // The loop does reach the steps between which the module is neither old nor new.
    expect(mixed).toBeGreaterThan(0);
  });

  test("killed while it stages, leaves the old module as it was", () => {
    write(first);
    const before = treeOf(out);
    const staging = watchedFileSystem((step) => {
      if (step > 6) throw new Error("killed");
    });
    expect(() => write(second, { files: staging })).toThrow("killed");
    expect(treeOf(out)).toMatchObject(before);
  });

  test("killed in a new directory, leaves nothing that Terraform reads, or is taken back", () => {
    for (let step = 1; step <= 12; step++) {
      rmSync(out, { recursive: true, force: true });
      expect(() => write(first, { files: killedAt(step) })).toThrow("killed");
      write(second);
      expect(moduleOnDisk()).toEqual(asFiles(second));
    }
  });

  test("killed, and a file edited since: the edit stays", () => {
    write(first);
    const steps = stepsOfARun();
    write(first);
    expect(() => write(second, { files: killedAt(steps - 4) })).toThrow("killed");
    writeTree(out, { "main.tf": "edited after the kill\n" });
    expect(refusalOf(() => write(second))).toContain("out/main.tf: was edited by hand");
    expect(moduleOnDisk()).toMatchObject({ "main.tf": "edited after the kill\n" });
  });

  test("killed, is not judged by a run that writes nothing", () => {
    const steps = stepsOfARun();
    write(first);
    expect(() => write(second, { files: killedAt(steps - 4) })).toThrow("killed");
    const before = treeOf(out);
    const io = memoryIo(work);
    expect(refusalOf(() => planModule(io, outputDirectory(io, "out"), second, false))).toContain(
      "was cut short",
    );
    expect(treeOf(out)).toEqual(before);
  });

  test("refused by the disk at any step up to the last change, changes nothing and leaves nothing behind", () => {
    const names: string[] = [];
    write(first);
    write(second, { files: watchedFileSystem((_step, name) => names.push(name)) });
    // What follows the journal's removal only clears away.
    const decisive = names.lastIndexOf("removeTree");
    for (let step = 2; step <= decisive; step++) {
      // An emptied directory that cannot be removed is no reason to fail.
      if (names[step - 1] === "removeDirectory") continue;
      rmSync(out, { recursive: true, force: true });
      write(first);
      const before = treeOf(out);
      expect(() => write(second, { files: failingAt(step, "ENOSPC") })).toThrow("ENOSPC");
      expect(treeOf(out)).toEqual(before);
    }
  });

  test("refused by the disk in a new directory, leaves no directory", () => {
    for (const step of [2, 4, 6]) {
      expect(() => write(first, { files: failingAt(step, "EROFS") })).toThrow("EROFS");
      expect(treeOf(work)).toEqual({});
    }
  });

  test("a journal that would lead out of the directory is refused", () => {
    writeTree(work, { precious: "precious" });
    writeTree(out, {
      ".trailkey.work/journal.json": JSON.stringify([{ path: "../precious", before: null, after: "x" }]),
    });
    expect(refusalOf(() => write(first))).toContain("out/.trailkey.work: is not as trailkey left it");
    expect(treeOf(work)).toHaveProperty("precious");
  });
});

describe("several runs", () => {
  const lock = (content: string): void => {
    writeTree(out, { ".trailkey.lock": content });
  };
  const writeBeside = (alive: boolean): WritePlan => {
    const io = memoryIo(work);
    const run = { ...io.run, isAlive: () => alive };
    return writeModule({ ...io, run }, outputDirectory(io, "out"), first, false);
  };

  test("a run that is under way is waited for, by name, and not disturbed", () => {
    lock("17 here\n");
    expect(refusalOf(() => writeBeside(true))).toContain("out/.trailkey.lock: process 17 on here is writing");
    expect(treeOf(out)).toEqual({ ".trailkey.lock": "17 here\n" });
  });

  test("the lock of a run on another host is not judged from here", () => {
    lock("17 there\n");
    expect(refusalOf(() => writeBeside(false))).toContain("process 17 on there is writing");
  });

  test.each(["17 here\n", "4242 here\n", ""])(
    "the lock %j of a run that was killed is taken over",
    (content) => {
      lock(content);
      writeBeside(false);
      expect(Object.keys(treeOf(out))).toEqual([".trailkey.json", ...first.map(({ path }) => path).sort()]);
    },
  );

  test("the lock is gone after a run, be it refused", () => {
    writeTree(out, { "main.tf": "a stranger's\n" });
    lock("17 here\n");
    refusalOf(() => writeBeside(false));
    expect(treeOf(out)).toEqual({ "main.tf": "a stranger's\n" });
  });
});

test("without permission the refusal of the system comes through", () => {
  if (process.getuid?.() === 0) return;
  mkdirSync(out);
  chmodSync(out, 0o500);
  expect(() => write(first)).toThrow(/EACCES/);
});

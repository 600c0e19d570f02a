import {
  chmodSync,
  chownSync,
  lstatSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "../../lib/cli/file-system";
import { nodeFileSystem } from "../../lib/cli/io";
import { replaceNamedFile } from "../../lib/cli/replace-file";
import { UserError } from "../../lib/report/problem";
import { failingAt, killedAt, watchedFileSystem } from "./faulty-file-system";
import { memoryIo, temporaryDirectory } from "./memory-io";

let work: string;
let path: string;
beforeEach(() => {
  work = temporaryDirectory();
  path = join(work, "policy.json");
  writeFileSync(path, "old");
});
afterEach(() => {
  rmSync(work, { recursive: true });
});

const replace = (content: string, expected?: string | null, files?: FileSystem): void => {
  replaceNamedFile(memoryIo(work, files), path, content, expected);
};

const problemOf = (act: () => void): string | undefined => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.problems[0]?.code;
    throw error;
  }
  return undefined;
};

describe("a file that no longer holds what was read is left as it is", () => {
  test.each([
    ["other text", "new", "older"],
    ["something where there was nothing", "new", null],
  ])("%s", (_, content, expected) => {
    expect(
      problemOf(() => {
        replace(content, expected);
      }),
    ).toBe("file-changed");
    expect([readdirSync(work), readFileSync(path, "utf8")]).toEqual([["policy.json"], "old"]);
  });

  test("nothing where there was something", () => {
    rmSync(path);
    expect(
      problemOf(() => {
        replace("new", "old");
      }),
    ).toBe("file-changed");
    expect(readdirSync(work)).toEqual([]);
  });

  test("and is replaced where it does, or where nothing is there as expected", () => {
    replace("new", "old");
    expect(readFileSync(path, "utf8")).toBe("new");
    rmSync(path);
    replace("newer", null);
    expect(readFileSync(path, "utf8")).toBe("newer");
  });
});

test("what a killed run left is removed by the next, and blocks nothing", () => {
  for (let fatal = 1; fatal <= 3; fatal++) {
    expect(() => {
      replace("new", "old", killedAt(fatal));
    }).toThrow("killed");
  }
  expect(readdirSync(work)).toHaveLength(2);
  replaceNamedFile({ ...memoryIo(work), run: "4243" }, path, "new", "old");
  expect([readdirSync(work), readFileSync(path, "utf8")]).toEqual([["policy.json"], "new"]);
});

test("what is being written for another file is left alone", () => {
  writeFileSync(join(work, ".trailkey.other.json.17.new"), "");
  replace("new", "old");
  expect(readdirSync(work).sort()).toEqual([".trailkey.other.json.17.new", "policy.json"]);
});

test("a file whose new content others remove again and again is given up, with a sentence", () => {
  const others = watchedFileSystem((_, name) => {
    if (name === "rename")
      readdirSync(work)
        .filter((file) => file.endsWith(".new"))
        .forEach((file) => {
          rmSync(join(work, file));
        });
  });
  expect(
    problemOf(() => {
      replace("new", "old", others);
    }),
  ).toBe("file-contended");
  expect(readFileSync(path, "utf8")).toBe("old");
});

test("until the new file has the permissions of the old one, nobody else can read it", () => {
  chmodSync(path, 0o640);
  const modes: string[] = [];
  const seen: FileSystem = {
    ...nodeFileSystem,
    create: (staged, content, attributes) => {
      nodeFileSystem.create(staged, content, attributes);
      modes.push((statSync(staged).mode & 0o777).toString(8));
    },
  };
  replace("new", "old", seen);
  expect([...modes, (statSync(path).mode & 0o777).toString(8)]).toEqual(["640", "640"]);
});

test("a file that a killed run left is as closed as the one that it was to replace", () => {
  chmodSync(path, 0o600);
  expect(() => {
    replace("new", "old", killedAt(3));
  }).toThrow("killed");
  const [left = ""] = readdirSync(work).filter((name) => name.endsWith(".new"));
  expect(statSync(join(work, left)).mode & 0o777).toBe(0o600);
});

const isRoot = process.getuid?.() === 0;

(isRoot ? test : test.skip)("owner and group stay where the user may give files away", () => {
  chownSync(path, 1234, 5678);
  chmodSync(path, 0o640);
  replace("new", "old");
  expect(statSync(path)).toMatchObject({ uid: 1234, gid: 5678, mode: 0o100640 });
});

test("a link stays, and its target is replaced", () => {
  const link = join(work, "link.json");
  symlinkSync("policy.json", link);
  replaceNamedFile(memoryIo(work), link, "new", "old");
  expect([lstatSync(link).isSymbolicLink(), readFileSync(path, "utf8")]).toEqual([true, "new"]);
});

test.each([2, 3])("an error of the disk at step %d names the file, and leaves the old one alone", (step) => {
  let caught: unknown;
  try {
    replace("new", "old", failingAt(step, "ENOSPC"));
  } catch (error) {
    caught = error;
  }
  expect(caught).toMatchObject({ code: "ENOSPC", path });
  expect([readdirSync(work), readFileSync(path, "utf8")]).toEqual([["policy.json"], "old"]);
});

test("a name of 255 bytes can be replaced", () => {
  path = join(work, `${"ü".repeat(125)}.json`);
  replace("new", null);
  expect(readFileSync(path, "utf8")).toBe("new");
});

import { InvalidArgumentError } from "commander";
import type { CommandEntry, ExitCode } from "../../lib/cli/command";
import { runProgram } from "../../lib/cli/program";
import { UserError } from "../../lib/report/problem";
import type { MemoryIo } from "./memory-io";
import { memoryIo } from "./memory-io";

const loaded: string[] = [];

const entry = (name: string, before: () => void): CommandEntry => ({
  name,
  summary: `${name} something`,
  load: () => {
    loaded.push(name);
    return (command) => {
      command.option("-n, --number <n>", "a number", (text) => {
        if (text === "x") throw new InvalidArgumentError("not a number.");
        return Number(text);
      });
      return (io) => {
        before();
        io.data("data\n");
        io.talk("talk\n");
        return Promise.resolve(2);
      };
    };
  },
});

const twoProblems = new UserError([
  {
    file: "trailkey.yaml",
    line: 3,
    column: 10,
    path: "account",
    code: "a",
    message: "11 digits",
    severity: "error",
  },
  {
    file: "trailkey.yaml",
    line: 5,
    column: 1,
    path: "tags",
    code: "b",
    message: "are many",
    severity: "warning",
  },
]);

const throwing = (error: unknown) => (): never => {
  throw error;
};

const commands: readonly CommandEntry[] = [
  entry("good", () => undefined),
  entry("refused", throwing(twoProblems)),
  entry(
    "denied",
    throwing(Object.assign(new Error("x"), { code: "EACCES", syscall: "open", path: "/project/out/key.tf" })),
  ),
  entry("broken", throwing(new TypeError("undefined is not a function"))),
];

async function run(...words: string[]): Promise<{ code: number; io: MemoryIo }> {
  const io = memoryIo("/project");
  return { code: await runProgram(words, io, commands, "1.2.3"), io };
}

beforeEach(() => loaded.splice(0));

test("a command's exit code, data and talk come through", async () => {
  const { code, io } = await run("good");
  expect([code, io.stdout(), io.stderr()]).toEqual([2, "data\n", "talk\n"]);
});

test("only the command that runs is loaded", async () => {
  await run("good");
  expect(loaded).toEqual(["good"]);
});

test("--quiet leaves the data, before the command and after it", async () => {
  for (const words of [
    ["--quiet", "good"],
    ["good", "--quiet"],
  ]) {
    const { io } = await run(...words);
    expect([io.stdout(), io.stderr()]).toEqual(["data\n", ""]);
  }
});

test("--quiet does not silence errors", async () => {
  expect((await run("refused", "--quiet")).io.stderr()).toContain("11 digits");
});

test("every problem is printed, a line each, with where it is", async () => {
  const { code, io } = await run("refused");
  expect(code).toBe(1);
  expect(io.stdout()).toBe("");
  expect(io.stderr()).toBe(
    "trailkey.yaml:3:10: account: 11 digits\ntrailkey.yaml:5:1: warning: tags: are many\n",
  );
});

test("--json prints the problems as data", async () => {
  const { code, io } = await run("refused", "--json");
  expect(code).toBe(1);
  expect(io.stderr()).toBe("");
  expect(JSON.parse(io.stdout())).toEqual({ problems: twoProblems.problems });
});

test("an error of the file system is told without a stack", async () => {
  const { code, io } = await run("denied");
  expect([code, io.stderr()]).toEqual([1, "out/key.tf: no permission (open, EACCES)\n"]);
});

test("a bug is owned, with its stack", async () => {
  const { code, io } = await run("broken");
  expect(code).toBe(1);
  expect(io.stderr()).toContain("this is a bug in trailkey");
  expect(io.stderr()).toMatch(/TypeError: undefined is not a function\n +at /);
});

test.each([
  [["goood"], "unknown command 'goood' (Did you mean good?)"],
  [["good", "--numbre", "1"], "unknown option '--numbre' (Did you mean --number?)"],
  [["good", "extra"], "too many arguments"],
  [["good", "-n", "x"], "option '-n, --number <n>' argument 'x' is invalid. not a number."],
  [["good", "-n"], "option '-n, --number <n>' argument missing"],
])("the mistake %j is told in one line", async (words, message) => {
  const { code, io } = await run(...words);
  expect(code).toBe(1);
  expect(io.stdout()).toBe("");
  expect(io.stderr()).toContain(message);
  expect(io.stderr().trim().split("\n")).toHaveLength(1);
});

test("a mistake on the command line is JSON too when that is asked for", async () => {
  const { code, io } = await run("goood", "--json");
  expect(code).toBe(1);
  expect(JSON.parse(io.stdout())).toEqual({
    problems: [
      {
        code: "command-line",
        args: { reason: "unknown command 'goood' (Did you mean good?)" },
        message: "unknown command 'goood' (Did you mean good?)",
        severity: "error",
      },
    ],
  });
});

test("no command at all prints the help, as an error", async () => {
  const { code, io } = await run();
  expect(code).toBe(1);
  expect(io.stdout()).toBe("");
  expect(io.stderr()).toContain("Usage: trailkey");
});

test("--version and --help go to stdout and are fine", async () => {
  const version = await run("--version");
  expect([version.code, version.io.stdout()]).toEqual([0, "1.2.3\n"]);
  const help = await run("--help");
  expect(help.code).toBe(0);
  expect(help.io.stdout()).toContain("good something");
  expect(help.io.stdout()).toContain("Examples:");
});

test.each([[["good", "--help"]], [["help", "good"]]])(
  "%j prints the command's own options and the common ones",
  async (words) => {
    const { code, io } = await run(...words);
    expect(code).toBe(0);
    expect(io.stdout()).toContain("--number <n>");
    expect(io.stdout()).toContain("--json");
  },
);

test("--no-color reaches the command", async () => {
  const colours: boolean[] = [];
  const paint: CommandEntry = {
    name: "paint",
    summary: "",
    load:
      () =>
      () =>
      async (io): Promise<ExitCode> => {
        colours.push(await io.colour());
        return 0;
      },
  };
  const io = { ...memoryIo("/project"), colour: () => Promise.resolve(true) };
  await runProgram(["paint"], io, [paint], "1.2.3");
  await runProgram(["paint", "--no-color"], io, [paint], "1.2.3");
  expect(colours).toEqual([true, false]);
});

test.each([
  [["slow"], ["working"]],
  [["slow", "--quiet"], []],
  [["good"], []],
])("%j tells a terminal of %j while it works", async (words, expected) => {
  const told: string[] = [];
  const io = { ...memoryIo("/project"), progress: (label: string) => told.push(label) };
  const slow = { ...entry("slow", () => undefined), progress: "working" };
  await runProgram(words, io, [...commands, slow], "1.2.3");
  expect(told).toEqual(expected);
});

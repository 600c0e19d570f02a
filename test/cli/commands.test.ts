import { readdirSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../lib/cli/commands";

const named = (suffix: string): readonly string[] =>
  commands.map(({ name }) => `${name}${suffix}`).toSorted();

test("lib/cli/commands.ts has every file in lib/cli/commands", () => {
  expect(named(".ts")).toEqual(readdirSync(join(__dirname, "../../lib/cli/commands")).toSorted());
});

test("test/cli/commands has a test of every command", () => {
  const tests = readdirSync(join(__dirname, "commands")).filter((file) => file.endsWith(".test.ts"));
  expect(named(".disk.test.ts")).toEqual(tests.toSorted());
});

test.each(commands.map((entry) => [entry.name, entry] as const))(
  "%s loads the command of its own file",
  (name, entry) => {
    expect(entry.load().name).toBe(`${name}Command`);
  },
);

import type * as z from "zod/mini";
import type { AnyMistake } from "./issue-message";
import { mistakeIn } from "./issue-message";
import { nearest } from "./nearest";
import type { JsonSchema } from "./json-schema";
import { optionPaths, optionsAt } from "./option-tree";
import type { ConfigMistake, Path, PlacedMistake } from "./problem";
import { pathText } from "./problem";
import type { OptionType } from "./problem-codes";
import { seen } from "./seen";

type Issue = z.core.$ZodIssue;

/** What the schema refuses: one mistake for each, with its path. `Own` are those that options of it tell. */
export function schemaMistakes<Own extends AnyMistake = ConfigMistake>(
  issues: readonly Issue[],
  input: unknown,
  options: () => JsonSchema,
): readonly PlacedMistake<ConfigMistake | Own>[] {
  let known: KnownOptions | undefined;
  // Only an unknown option asks for the known ones, and putting them together takes a while.
  const mistakes = issues.flatMap((issue) =>
    mistakesOf<Own>(issue, [], input, () => (known ??= knownOptions(options()))),
  );
  const whole = mistakes.filter(({ code }) => code === "basic-selector").map(({ path }) => path);
  // Of an entry of another kind, nothing else is said.
  return whole.length === 0
    ? mistakes
    : mistakes.filter(({ path }) => !whole.some((entry) => isWithin(path, entry)));
}

const isWithin = (path: Path, entry: Path): boolean =>
  path.length > entry.length && entry.every((step, index) => step === path[index]);

interface KnownOptions {
  readonly tree: JsonSchema;
  /** The first option of each name that is not part of a list. */
  readonly byName: ReadonlyMap<unknown, Path>;
}

function knownOptions(tree: JsonSchema): KnownOptions {
  const paths = optionPaths(tree).map((path) => [path.at(-1), path] as const);
  return { tree, byName: new Map(paths.reverse()) };
}

function mistakesOf<Own extends AnyMistake>(
  issue: Issue,
  parent: Path,
  input: unknown,
  known: () => KnownOptions,
): readonly PlacedMistake<ConfigMistake | Own>[] {
  const path: Path = [...parent, ...(issue.path as Path)];
  if (issue.code === "unrecognized_keys" && mistakeIn(issue.message) === undefined) {
    const { tree, byName } = known();
    const here = optionsAt(tree, path);
    const written = Object.keys(valueAt(input, path) ?? {});
    return issue.keys.map((key) =>
      here.includes(key)
        ? misplacedOption(
            path,
            key,
            written.filter((other) => !issue.keys.includes(other)),
          )
        : unknownOption(path, key, here, byName),
    );
  }
  const branch = issue.code === "invalid_union" ? likelyBranch(issue.errors) : undefined;
  if (branch !== undefined) return branch.flatMap((nested) => mistakesOf<Own>(nested, path, input, known));
  return [
    { ...((mistakeIn(issue.message) as Own | undefined) ?? mistakeOf(issue, valueAt(input, path))), path },
  ];
}

function mistakeOf(issue: Issue, value: unknown): ConfigMistake {
  switch (issue.code) {
    case "invalid_union":
      return notTyped(takesBoolean(issue.errors) ? "boolean-or-section" : "false-or-section", value);
    case "invalid_type":
      return notTyped(types[issue.expected] ?? "section", value);
    case "invalid_value":
      return notAmong(issue.values.map(String), value);
    case "too_small":
      return { code: "empty-list", args: {} };
    default:
      throw new Error(`the schema refuses a value with ${issue.code}, which has no code here`);
  }
}

const takesBoolean = (branches: readonly (readonly Issue[])[]): boolean =>
  branches.some(([issue]) => issue?.code === "invalid_type" && issue.expected === "boolean");

/** The alternative that a value was meant to be: the only one of its type, or the only one with its keys. */
function likelyBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const typed = branches.filter((issues) => !issues.some(refusesType));
  if (typed.length === 1) return typed[0];
  const keyed = typed.filter(
    (issues) => !issues.some((issue) => issue.code === "unrecognized_keys" && isAtRoot(issue)),
  );
  if (keyed.length === 1) return keyed[0];
  return branches.find((issues) =>
    issues.some((issue) => isAtRoot(issue) && mistakeIn(issue.message) !== undefined),
  );
}

const isAtRoot = (issue: Issue): boolean => issue.path.length === 0;

const refusesType = (issue: Issue): boolean =>
  isAtRoot(issue) && (issue.code === "invalid_type" || issue.code === "invalid_value");

const types: Readonly<Record<string, OptionType>> = {
  string: "text",
  number: "whole-number",
  boolean: "boolean",
  array: "list",
  object: "section",
  record: "record",
};

function notTyped(expected: OptionType, value: unknown): ConfigMistake {
  if (value === undefined) return { code: "missing", args: { expected } };
  if (value === null) return { code: "no-value", args: { expected } };
  return { code: "wrong-type", args: { value: seen(value), expected } };
}

function notAmong(choices: readonly string[], value: unknown): ConfigMistake {
  if (value === undefined) return { code: "missing-choice", args: { choices } };
  const meant = typeof value === "string" ? nearest(value, choices) : undefined;
  return {
    code: "not-among",
    args: { value: seen(value), choices, ...(meant !== undefined && { meant }) },
  };
}

function unknownOption(
  parent: Path,
  key: string,
  known: readonly string[],
  byName: KnownOptions["byName"],
): PlacedMistake {
  const near = nearest(key, known);
  const elsewhere = near === undefined ? byName.get(key) : undefined;
  const meant = near ?? (elsewhere && pathText(elsewhere));
  return {
    path: [...parent, key],
    code: "unknown-option",
    args: { known, ...(meant !== undefined && { meant }) },
    aboutKey: true,
  };
}

/** An option that another form of the same entry has, such as `only` beside a reader's `account`. */
const misplacedOption = (parent: Path, key: string, others: readonly string[]): PlacedMistake => ({
  path: [...parent, key],
  code: "misplaced-option",
  args: { others },
  aboutKey: true,
});

/** What an input holds at a path, undefined where it holds nothing. */
export function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    input,
  );
}

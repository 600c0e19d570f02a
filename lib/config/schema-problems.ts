import type * as z from "zod/mini";
import { nearest } from "./nearest";
import type { Finding, Path } from "./problem";
import { pathText } from "./problem";
import { show } from "./show";
import type { OptionTree } from "./option-tree";
import { optionPaths, optionsAt } from "./option-tree";

type Issue = z.core.$ZodIssue;

/** What the schema refuses, in the words of the config: one finding a mistake, with its path. */
export function schemaFindings(
  issues: readonly Issue[],
  input: unknown,
  options: () => OptionTree,
): readonly Finding[] {
  let known: OptionTree | undefined;
  // Only an unknown option asks for the known ones, and putting them together takes a while.
  return issues.flatMap((issue) => findingsOf(issue, [], input, () => (known ??= options())));
}

function findingsOf(issue: Issue, parent: Path, input: unknown, tree: () => OptionTree): readonly Finding[] {
  const path: Path = [...parent, ...(issue.path as Path)];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownOption(path, key, tree()));
    case "invalid_union": {
      const branch = likelyBranch(issue.errors);
      return branch === undefined
        ? [
            {
              path,
              message: ownMessage(issue) ?? notTyped("false or a section of options", valueAt(input, path)),
            },
          ]
        : branch.flatMap((nested) => findingsOf(nested, path, input, tree));
    }
    case "invalid_type":
      return [
        { path, message: ownMessage(issue) ?? notTyped(typeName(issue.expected), valueAt(input, path)) },
      ];
    case "invalid_value":
      return [{ path, message: notAmong(issue.values.map(String), valueAt(input, path)) }];
    case "too_small":
      return [{ path, message: "is an empty list, it needs at least one entry" }];
    default:
      return [{ path, message: issue.message }];
  }
}

/** The alternative that a value was meant to be: the only one of its type, or the only one with its keys. */
function likelyBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const typed = branches.filter((issues) => !issues.some(refusesType));
  if (typed.length === 1) return typed[0];
  const keyed = typed.filter(
    (issues) => !issues.some((issue) => issue.code === "unrecognized_keys" && isAtRoot(issue)),
  );
  if (keyed.length === 1) return keyed[0];
  return branches.find((issues) =>
    issues.some((issue) => isAtRoot(issue) && ownMessage(issue) !== undefined),
  );
}

const isAtRoot = (issue: Issue): boolean => issue.path.length === 0;

const refusesType = (issue: Issue): boolean =>
  isAtRoot(issue) && (issue.code === "invalid_type" || issue.code === "invalid_value");

/** The message that an option gives itself; zod/mini without a locale says the same of everything else. */
function ownMessage(issue: Issue): string | undefined {
  return issue.message === "Invalid input" ? undefined : issue.message;
}

function typeName(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    string: "a text",
    number: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a section of options",
    record: "a section of keys and values",
  };
  return names[expected] ?? expected;
}

function notTyped(expected: string, value: unknown): string {
  if (value === undefined) return `is missing, it must be ${expected}`;
  if (value === null) return `has no value, it must be ${expected}; leave the option out for its default`;
  const quotable = expected === "a text" && (typeof value === "number" || typeof value === "boolean");
  const quote = quotable ? `: write it in quotes, "${String(value)}"` : "";
  return `${show(value)} is not ${expected}${quote}`;
}

function notAmong(values: readonly string[], value: unknown): string {
  const meant = typeof value === "string" ? nearest(value, values) : undefined;
  const hint = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  return `${show(value)} is none of ${values.join(", ")}${hint}`;
}

function unknownOption(parent: Path, key: string, tree: OptionTree): Finding {
  const known = optionsAt(tree, parent);
  const near = nearest(key, known);
  const elsewhere = near === undefined ? optionPaths(tree).find((path) => path.at(-1) === key) : undefined;
  const meant = near ?? (elsewhere && pathText(elsewhere));
  const hint = meant === undefined ? `here are known: ${known.join(", ")}` : `did you mean ${meant}?`;
  return { path: [...parent, key], message: `is no option of trailkey, ${hint}`, aboutKey: true };
}

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

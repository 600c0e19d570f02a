import type { Config } from "../../lib/config/config";
import { describe as describeConfig } from "../../lib/describe/describe";
import { render } from "../../lib/hcl/render";
import type { EvaluatedVariable } from "../support/hcl-evaluator";
import { evaluateModule } from "../support/hcl-evaluator";
import type { PlainObject, PlainValue } from "../support/hcl-expressions";
import { otherOpen, published } from "./support/open-module-configs";
import { validationCases } from "./support/validation-cases";

/** What would widen a pattern in a policy, end an ARN early or start another value. */
const hostile = [
  "*",
  "?",
  "${aws:username}",
  "${aws:PrincipalAccount}",
  "$",
  "%{ if true }",
  '"',
  '","AWS":"*',
  "\\",
  "\n",
  "\n111111111111",
  "\r",
  "\t",
  "\u0000",
  "é",
  "\u202e",
  "١",
  "111111111111:root",
  "arn:aws:iam::111111111111:root",
  " ",
] as const;

/** Text of the user's own, which no policy holds: what says so is the last test. */
const free = /^(tags|key_description)$/;

/** A space is no wildcard, and S3 keys may hold one. A colon is no wildcard either; both stand in no ARN's place here. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  s3_key_prefix: [" ", "111111111111:root", "arn:aws:iam::111111111111:root"],
  access_log_prefix: [" ", "111111111111:root", "arn:aws:iam::111111111111:root"],
  external_id: ["111111111111:root", "arn:aws:iam::111111111111:root"],
};

/** A text with something put in at either end and in the middle. */
const spoiled = (text: string, by: string): readonly string[] =>
  [0, Math.ceil(text.length / 2), text.length].map((at) => text.slice(0, at) + by + text.slice(at));

interface Variant {
  readonly value: PlainValue;
  /** The variable, or the member of an object in it, that holds the text. */
  readonly at: string;
}

/** The same value with one of its texts spoiled, however deep, the keys of a map among them. */
function variants(value: PlainValue, by: string, at: string): readonly Variant[] {
  if (typeof value === "string") return spoiled(value, by).map((text) => ({ value: text, at }));
  if (isPlainList(value)) {
    return value.flatMap((element, index) =>
      variants(element, by, at).map((one) => ({ ...one, value: value.with(index, one.value) })),
    );
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const isName = /^[a-z_]+$/.test(key);
    const keys = isName ? [] : spoiled(key, by).map((text) => ({ value: { [text]: member }, at: "key" }));
    const members = variants(member, by, isName ? key : at);
    return [...keys, ...members.map((one) => ({ ...one, value: { ...value, [key]: one.value } }))];
  });
}

const isPlainList = (value: PlainValue): value is readonly PlainValue[] => Array.isArray(value);

const isTaken = ({ violations }: EvaluatedVariable, value: PlainValue): boolean =>
  violations(value).length === 0;

describe.each(Object.entries({ ...published, ...otherOpen }))("the module %s", (_, config: Config) => {
  const blueprint = describeConfig(config);
  const files = render(blueprint);
  const example = Object.fromEntries(blueprint.inputs.map(({ name, value }) => [name, value]));
  const { variables } = evaluateModule(files, { variables: example });
  const withText = Object.entries(variables).filter(
    ([name, { type }]) => type.includes("string") && !free.test(name),
  );

  it.each(withText)("takes no text in %s that means more than itself", (name, variable) => {
    const right = validationCases
      .filter((one) => name.endsWith(one.variable))
      .map(({ accepted }) => accepted);
    const short = right.filter((value) => isTaken(variable, value) && JSON.stringify(value).length < 300);
    expect(short).not.toEqual([]);
    const taken = short.flatMap((value) =>
      hostile.flatMap((by) =>
        variants(value, by, name)
          .filter(({ at }) => harmless[at]?.includes(by) !== true)
          .filter((one) => isTaken(variable, one.value)),
      ),
    );
    expect(taken).toEqual([]);
  });

  it("has no policy in which a tag or a description stands", () => {
    const marked: PlainObject = {
      ...example,
      ...(Object.hasOwn(variables, "tags") && { tags: { "mark key": "mark value" } }),
      ...(Object.hasOwn(variables, "key_description") && { key_description: "mark description" }),
    };
    const { resources, outputs, locals } = evaluateModule(files, { variables: marked });
    const texts = [
      ...Object.values(resources).flatMap(({ args }) => [args.policy, args.assume_role_policy]),
      ...Object.values(outputs).map(({ value }) => value),
      ...Object.values(locals),
    ];
    expect(JSON.stringify(texts)).not.toContain("mark ");
  });
});

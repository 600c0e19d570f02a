import type { Expectation } from "../../lib/expectations/expectation";
import { keyExpectations } from "../../lib/expectations/key-expectations";
import { mergePolicy } from "../../lib/merge/merge-policy";
import { configOf, placeOf } from "../support/place";

const account = "111111111111";
const input = {
  name: "org-audit",
  account,
  region: "us-east-1",
  bucket: { name: "org-audit-logs" },
};
const config = configOf({
  ...input,
  key: { administrators: [`arn:aws:iam::${account}:role/KeyAdmin`] },
  readers: [{ user: "Bob" }],
});

interface Written {
  readonly Sid: string;
  readonly Action: string | readonly string[];
}

function merge(
  statements: readonly object[],
  merged = config,
): Extract<ReturnType<typeof mergePolicy>, { ok: true }> {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const result = mergePolicy(text, merged, placeOf(merged));
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
}

/** What a policy of no statements lacks: all of it. */
const whole = (): readonly Written[] =>
  merge([]).added.map(({ statement }) => statement as unknown as Written);

test("an administrator who lacks one action alone gets it alone", () => {
  const administration = whole().find(({ Sid }) => Sid === "AllowKeyAdministration");
  const others = whole().filter(({ Sid }) => Sid !== "AllowKeyAdministration");
  const actions = [administration?.Action ?? []].flat();

  expect(actions.length).toBeGreaterThan(10);
  for (const action of actions) {
    const most = { ...administration, Action: actions.filter((other) => other !== action) };
    expect(merge([...others, most]).added).toMatchObject([
      { wantedSid: "AllowKeyAdministration", partial: true, statement: { Action: [action] } },
    ]);
  }
});

test("every statement is added whole, by its own Sid, where nothing of it is granted", () => {
  const { added } = merge([]);

  expect(added.length).toBeGreaterThan(5);
  for (const { partial, wantedSid, statement } of added) {
    expect({ partial, wantedSid }).toEqual({ partial: false, wantedSid: statement.Sid });
  }
});

test("where one statement alone is lacking, it alone is added, as it is", () => {
  for (const lacking of whole()) {
    const { added } = merge(whole().filter(({ Sid }) => Sid !== lacking.Sid));
    expect(added.map(({ statement }) => statement)).toEqual([lacking]);
  }
});

test("the requests of a statement are each listed once, the first of the expectations first", () => {
  const textOf = ({
    principal,
    action,
    context,
  }: Pick<Expectation, "principal" | "action" | "context">): string =>
    JSON.stringify([principal, action, context]);
  const expected = keyExpectations(config, placeOf(config)).map(textOf);

  for (const { requests } of merge([]).added) {
    const texts = requests.map(textOf);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts[0]).toBe(expected.find((text) => texts.includes(text)));
  }
});

test("the console's statement is for every action that it lists, asked for by an expectation or not", () => {
  const console = configOf({ ...input, key: { style: "console" } });
  const asked = merge([], console).added.flatMap(({ requests }) => requests.map(({ action }) => action));

  expect(asked).toContain("kms:ReEncryptFrom");
});

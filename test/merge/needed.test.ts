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

const whole = merge([]).added.map(({ statement }) => statement as unknown as Written);
const administration = whole.find(({ Sid }) => Sid === "AllowKeyAdministration");
const actions = [administration?.Action ?? []].flat();

test("administrators have a list of actions", () => {
  expect(actions.length).toBeGreaterThan(10);
});

test.each(actions)("an administrator who lacks %s alone gets it alone", (action) => {
  const others = whole.filter((statement) => statement !== administration);
  const most = { ...administration, Action: actions.filter((other) => other !== action) };
  const { added } = merge([...others, most]);

  expect(added).toMatchObject([
    { wantedSid: "AllowKeyAdministration", partial: true, statement: { Action: [action] } },
  ]);
});

test("every statement is added whole where nothing of it is granted", () => {
  const { added } = merge([]);

  expect(added.map(({ partial }) => partial)).toEqual(added.map(() => false));
  expect(added.map(({ wantedSid, statement }) => wantedSid === statement.Sid)).toEqual(added.map(() => true));
});

test.each(whole.map(({ Sid }) => Sid))("where %s alone is lacking, it alone is added, as it is", (sid) => {
  const { added } = merge(whole.filter(({ Sid }) => Sid !== sid));

  expect(added.map(({ statement }) => statement)).toEqual(whole.filter(({ Sid }) => Sid === sid));
});

test("no request of an added statement is listed twice", () => {
  for (const { requests } of merge([]).added) {
    const texts = requests.map((request) => JSON.stringify(request));
    expect(new Set(texts).size).toBe(texts.length);
  }
});

test("the console's statement is for every action that it lists, asked for by an expectation or not", () => {
  const console = configOf({ ...input, key: { style: "console" } });
  const asked = merge([], console).added.flatMap(({ requests }) => requests.map(({ action }) => action));

  expect(asked).toContain("kms:ReEncryptFrom");
});

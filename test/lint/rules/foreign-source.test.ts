import { decryptBy, foundIn, owner, stranger } from "../findings";

const service = { Service: "cloudtrail.amazonaws.com" };
const context = (id: string) => ({
  StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${id}:trail/*` },
});
const severityOf = (condition: object, trustedAccounts: readonly string[] = []): string | undefined =>
  foundIn([decryptBy(service, { Condition: condition as never })], { owner, trustedAccounts })
    .find((found) => found.endsWith("foreign-source"))
    ?.split(" ")[0];

test.each([
  [
    "aws:SourceArn",
    { StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:us-east-1:${stranger}:trail/t` } },
  ],
  ["aws:SourceAccount", { StringEquals: { "aws:SourceAccount": [owner, stranger] } }],
  ["the encryption context", context(stranger)],
])(
  "another account under %s is worth a note, and an error once somebody said whom to trust",
  (_, condition) => {
    expect(severityOf(condition)).toBe("note");
    expect(severityOf(condition, ["333333333333"])).toBe("error");
    expect(severityOf(condition, [stranger])).toBeUndefined();
  },
);

test("an account that one condition alone would let in does not get in", () => {
  const StringEquals = { "aws:SourceAccount": owner };
  expect(severityOf({ StringEquals, ...context(stranger) }, ["333333333333"])).toBeUndefined();
});

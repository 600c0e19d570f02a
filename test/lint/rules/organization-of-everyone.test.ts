import { lint } from "../../../lib/lint/lint";
import { decryptBy, foundIn, owner } from "../findings";

const organization = { "aws:PrincipalOrgID": "o-exampleorgid" };
const exceptOwner = { StringNotEquals: { "aws:PrincipalAccount": owner } };
const trail = `arn:aws:cloudtrail:us-east-1:${owner}:trail/org-audit`;
const ofTrail = { ArnEquals: { "kms:EncryptionContext:aws:cloudtrail:arn": trail } };
const notNull = { Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "false" } };
const argsOf = (more: object): unknown =>
  lint(
    {
      Version: "2012-10-17",
      Statement: [decryptBy("*", { Condition: { StringEquals: organization, ...more } as never })],
    },
    { owner },
  )
    .filter(({ code }) => code === "organization-of-everyone")
    .map(({ args }) => args)[0];

test("an organization alone lets in the owner's whole account, for any logs", () => {
  expect(argsOf({})).toMatchObject({ ownerToo: true, anyLogs: true });
});

test.each<[string, object, object]>([
  ["without the owner's account", exceptOwner, { ownerToo: false, anyLogs: true }],
  ["for any trail's logs", { ...exceptOwner, ...notNull }, { ownerToo: false, anyLogs: true }],
  ["for the trail's logs", ofTrail, { ownerToo: true, anyLogs: false }],
  [
    "without another account",
    { StringNotEquals: { "aws:PrincipalAccount": "333333333333" } },
    { ownerToo: true },
  ],
])("%s is half of what it takes", (_, condition, args) => {
  expect(argsOf(condition)).toMatchObject(args);
});

test("without the owner's account and for the organization trail's logs it is clean", () => {
  expect(argsOf({ ...exceptOwner, ...ofTrail })).toBeUndefined();
  expect(argsOf({ StringNotEquals: { "kms:CallerAccount": owner }, ...ofTrail })).toBeUndefined();
});

test("an organization beside a condition on who calls is not alone", () => {
  const Condition = {
    StringEquals: organization,
    ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${owner}:role/Audit*` },
  };
  expect(foundIn([decryptBy("*", { Condition })])).toEqual([]);
});

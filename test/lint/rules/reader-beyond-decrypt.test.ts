import { exampleStatements } from "../../../lib/lint/examples";
import { decryptBy, foundIn, owner } from "../findings";

const { encrypt, describe: describes, decrypt, read } = exampleStatements;
const found = (Action: readonly string[], more: object = { Condition: read.Condition }): readonly string[] =>
  foundIn([
    encrypt,
    describes,
    decrypt,
    decryptBy({ AWS: `arn:aws:iam::${owner}:role/Auditor` }, { Action, ...more }),
  ]);

test.each(["kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*", "kms:CreateGrant"])(
  "a reader needs no %s",
  (action) => {
    expect(found(["kms:Decrypt", action])).toEqual(["warning reader-beyond-decrypt"]);
  },
);

test("a reader may look at the key", () => {
  expect(found(["kms:Decrypt", "kms:DescribeKey", "kms:ListGrants"], {})).toEqual([
    "warning reader-without-context",
  ]);
});

test("whoever manages the policy can do everything anyway", () => {
  expect(found(["kms:*"])).toEqual([]);
});

test("what the key encrypts for other services is not about logs", () => {
  const Condition = { StringEquals: { "kms:ViaService": "sqs.us-east-1.amazonaws.com" } };
  expect(found(["kms:Decrypt", "kms:GenerateDataKey"], { Condition })).toEqual([]);
});

test("a key that no trail uses has no readers of logs", () => {
  const statement = decryptBy(
    { AWS: `arn:aws:iam::${owner}:role/App` },
    { Action: ["kms:Decrypt", "kms:Encrypt"] },
  );
  expect(foundIn([statement])).toEqual([]);
});

test("a service-linked role reads no logs", () => {
  const role = `arn:aws:iam::${owner}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const statement = decryptBy({ AWS: role }, { Action: ["kms:Decrypt", "kms:Encrypt"] });
  expect(foundIn([encrypt, describes, decrypt, statement])).toEqual([]);
});

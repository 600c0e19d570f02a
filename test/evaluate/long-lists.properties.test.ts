import { evaluate } from "../../lib/evaluate/evaluate";

const owner = "111111111111";
const bob = `arn:aws:iam::${owner}:user/Bob`;
const listOf = (text: (index: number) => string): readonly string[] =>
  Array.from({ length: 50_000 }, (_, index) => text(index));
const statement = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };

// Each would take a minute, were every element compared with every other.
test("a long list of values is compared with another", () => {
  const values = listOf((index) => `v${String(index)}`);
  const policy = {
    Statement: [{ ...statement, Condition: { "ForAnyValue:StringEquals": { "aws:x": values } } }],
  };
  const ask = (given: readonly string[]): string =>
    evaluate(policy, { principal: bob, action: "kms:Decrypt", context: { "aws:x": given } }, { owner })
      .verdict;

  expect(ask(listOf((index) => `w${String(index)}`))).toBe("ImplicitlyDenied");
  expect(ask([...listOf((index) => `w${String(index)}`), "v49999"])).toBe("Allowed");
});

test("a long list of principals may be for Terraform to resolve", () => {
  const unresolved = listOf((index) => `\${var.x${String(index)}}`);
  const policy = { Statement: [{ ...statement, Principal: { AWS: [...unresolved, bob] } }] };

  expect(evaluate(policy, { principal: bob, action: "kms:Decrypt" }, { owner }).verdict).toBe("Allowed");
});

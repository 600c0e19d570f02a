// As many trails in one stack as the argument says: each an `EncryptedTrail` with two readers. The same by hand is bench/hand-written-stack.js with the same argument.
const { App, TerraformOutput, TerraformStack } = require("cdktf");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { EncryptedTrail } = require("../dist/lib/cdktf");

const app = new App();
const stack = new TerraformStack(app, "org-audit");
new AwsProvider(stack, "aws", { region: "us-east-1" });
for (let index = 0; index < Number(process.argv[2]); index += 1) {
  const trail = new EncryptedTrail(stack, `trail-${index}`, {
    name: `audit-${index}`,
    account: "111111111111",
    region: "us-east-1",
    bucket: { name: `audit-${index}-logs` },
    readers: [{ user: "Bob" }, { role: "Auditor" }],
  });
  new TerraformOutput(stack, `key_arn_${index}`, { value: trail.keyArn });
  new TerraformOutput(stack, `trail_arn_${index}`, { value: trail.trail.arn });
}
app.synth();

// Answers every request as AWS STS answers GetCallerIdentity, so that `terraform plan` runs without AWS. Prints its URL.
const { createServer } = require("node:http");

const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::111111111111:user/bench</Arn><UserId>bench</UserId><Account>111111111111</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

const server = createServer((_request, response) => response.setHeader("Content-Type", "text/xml").end(body));
server.listen(0, "127.0.0.1", () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));

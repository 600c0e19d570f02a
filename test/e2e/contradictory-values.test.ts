import { describeE2e, E2E_WITHIN_MS } from "./support/describe-e2e";
import { generateModule } from "./support/generated-root";
import { localProviders } from "./support/local-providers";
import { createOrganization } from "./support/organization";
import { TerraformRoot } from "./support/terraform";
import { withLocalAws } from "./support/with-local-aws";

const management = { account: "111111111111", region: "us-east-1" };
const logArchive = "333333333333";

const config = {
  name: "org-audit",
  ...management,
  protect: false,
  accounts: { log_archive: logArchive },
  organization: { id: "o-abcd123456" },
  key: { account: "log_archive" },
  bucket: { name: "org-audit-logs", account: "log_archive" },
  module: { variables: "all" },
};

const right = { organization_id: "o-abcd123456", bucket_name: "org-audit-logs" };
const role = { trusted_account_ids: ["555555555555"] };

/** A root that calls the module with these arguments, each a value or, where Terraform must compute it, code. */
const calling = (module: string, values: object, code: Readonly<Record<string, string>> = {}): string => {
  const written = {
    ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)])),
    ...code,
  };
  return `${localProviders(config)}
resource "terraform_data" "later" {}

module "audit" {
  source    = ${JSON.stringify(module)}
  providers = { aws = aws, aws.log_archive = aws.log_archive }
${Object.entries(written)
  .map(([name, value]) => `  ${name} = ${value}\n`)
  .join("")}}
`;
};

/** What is wrong in each of three plans: a resource is not planned after one that it needs is refused. */
const contradictions = [
  {
    values: {
      key_administrator_arns: [
        "arn:aws:iam::999999999999:role/Admin",
        `arn:aws-cn:iam::${logArchive}:role/Chinese`,
        `arn:aws:iam::${logArchive}:role/Keeper`,
        `arn:aws:iam::${logArchive}:role/team/keeper`,
      ],
      reader_role_names: ["Keeper", "Auditor"],
      reader_arns: [`arn:aws:iam::${logArchive}:role/Auditor`, "arn:aws:iam::888888888888:user/Bob"],
      reader_account_ids: [logArchive],
      reader_organization_ids: ["o-other98765"],
      own_logs_organization_ids: ["o-abcd123456"],
      encrypt_for_account_ids: ["222222222222"],
      encrypt_for_trail_arns: ["arn:aws:cloudtrail:eu-west-1:222222222222:trail/theirs"],
    },
    sentences: [
      `Administrators of the key must be IAM users or roles of account ${logArchive}, which owns the key, but these are not: arn:aws:iam::999999999999:role/Admin.`,
      `the provider is in partition aws and these ARNs are not: arn:aws-cn:iam::${logArchive}:role/Chinese.`,
      `but these are readers too: arn:aws:iam::${logArchive}:role/Keeper, arn:aws:iam::${logArchive}:role/team/keeper.`,
      "A user or role is an administrator twice.",
      "A user or role is a reader twice,",
      "which owns the key, but these are not: arn:aws:iam::888888888888:user/Bob.",
      `Account ${logArchive} owns the key, so its own IAM policies can already let its users and roles decrypt.`,
      "Accounts of an organization can read the logs only if it is the trail's, o-abcd123456:",
      "Accounts of the organization can read either all logs or only their own,",
      "These ARNs add nothing: arn:aws:cloudtrail:eu-west-1:222222222222:trail/theirs.",
    ],
  },
  {
    values: {
      log_archive_reader_roles: {
        Own: { ...role, trusted_account_ids: ["555555555555", logArchive] },
        Bound: { ...role, permissions_boundary: "arn:aws:iam::999999999999:policy/Limit" },
        Right: { ...role, permissions_boundary: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      },
      delegated_administrator_account_ids: [management.account],
    },
    sentences: [
      `The role Own is created in account ${logArchive} for readers of other accounts, but it trusts this account too.`,
      `The permissions boundary of the role Bound must be a policy of account ${logArchive},`,
      `Account ${management.account} is the management account, which manages the trails of the organization anyway.`,
    ],
  },
  {
    values: {
      deliver_from_trail_arns: [
        `arn:aws:cloudtrail:${management.region}:${management.account}:trail/org-audit`,
      ],
    },
    sentences: [
      `These ARNs add nothing: arn:aws:cloudtrail:${management.region}:${management.account}:trail/org-audit.`,
    ],
  },
] as const;

/** A sentence of each group, and whole paragraphs of what Terraform says beside them. */
const timesIn = (text: string, part: string): number => text.split(part).length - 1;

describeE2e("a module that is called with contradictory values", () => {
  test(
    "is refused at plan by one sentence each, and what is not known yet is no contradiction",
    () =>
      withLocalAws(async (aws, directory) => {
        await createOrganization(aws, {
          id: "o-abcd123456",
          management,
          members: [logArchive, "222222222222"],
        });
        const module = await generateModule(directory, config);
        const root = new TerraformRoot(directory, aws.env(management));
        root.write("main.tf", calling(module, right));
        await root.init();
        for (const { values, sentences } of contradictions) {
          root.write("main.tf", calling(module, { ...right, ...values }));
          const refusal = await root.refusal("plan");
          for (const sentence of sentences) {
            expect([sentence, timesIn(refusal, sentence)]).toEqual([sentence, 1]);
          }
          expect(timesIn(refusal, "Error:")).toBe(sentences.length);
        }

        root.write(
          "main.tf",
          calling(module, right, {
            key_administrator_arns: `["arn:aws:iam::${logArchive}:role/\${terraform_data.later.id}"]`,
            reader_arns: `["arn:aws:iam::${logArchive}:role/x\${terraform_data.later.id}"]`,
            reader_role_names: '["y${terraform_data.later.id}"]',
            encrypt_for_trail_arns:
              '["arn:aws:cloudtrail:eu-west-1:222222222222:trail/${terraform_data.later.id}"]',
            log_archive_reader_roles: `{ Vendor = { trusted_account_ids = ["555555555555"], permissions_boundary = "arn:aws:iam::${logArchive}:policy/\${terraform_data.later.id}" } }`,
          }),
        );
        const { resource_changes: changed } = await root.plan();
        expect(changed.map(({ address }) => address)).toContain("module.audit.aws_cloudtrail.this");
      }),
    E2E_WITHIN_MS,
  );
});

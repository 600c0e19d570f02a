import { exampleConfig, forCloudTrail } from "../examples";
import { addition } from "../fix";
import { administrationBy } from "../emitted-statements";
import { keyAdministrationActions } from "../../describe/statements/administrators-manage-key";
import { pages } from "../pages";
import type { RefusalArgs } from "../refusal-findings";
import { unmet } from "../refusal-findings";
import type { LintRule } from "../lint-rule";

const administrator = "arn:aws:iam::111111111111:role/KeyAdmin";
const config = { ...(exampleConfig as object), key: { administrators: [administrator] } };

export const administratorCannotManage: LintRule<"administrator-cannot-manage", RefusalArgs> = {
  id: "administrator-cannot-manage",
  severity: "warning",
  page: pages.defaultKeyPolicy,
  bad: { policy: forCloudTrail(), config },
  good: {
    policy: forCloudTrail({
      Sid: "AllowKeyAdministration",
      Effect: "Allow",
      Principal: { AWS: administrator },
      Action: keyAdministrationActions,
      Resource: "*",
    }),
    config,
  },
  check: (context) => unmet(context, "manage", ({ who }) => addition(administrationBy(context.policy, who))),
};

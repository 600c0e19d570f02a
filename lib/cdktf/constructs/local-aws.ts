import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { awsProviderEndpointsToTerraform } from "@cdktf/provider-aws/lib/provider";
import type { Coded } from "../../config/coded";
import { seen } from "../../config/seen";
import type { StackCodes } from "../../report/stack-codes";
import { terraformText } from "../emitter/expression";
import { holdsToken } from "../emitter/terraform-text";

/** The provider's settings for a local AWS. It still tells the account, which ARNs are made with. */
export function localAws(endpoint: string): AwsProviderConfig {
  const url = terraformText(endpoint);
  const services = Object.keys(awsProviderEndpointsToTerraform({}) as object).filter(
    (service) => !secondNames.has(service),
  );
  return {
    endpoints: [Object.fromEntries(services.map((service) => [service, url]))],
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: "true",
  };
}

/** What is wrong with the URL of a local AWS. One that only Terraform knows may be anything. */
export const endpointMistake = (endpoint: unknown): Coded<Pick<StackCodes, "endpoint">> | undefined =>
  typeof endpoint === "string" && (holdsToken(endpoint) || isUrl(endpoint))
    ? undefined
    : { code: "endpoint", args: { value: seen(endpoint) } };

const isUrl = (text: string): boolean => /^https?:\/\/[^/\s]\S*$/.test(text) && URL.canParse(text);

/**
 * Second names of services, which the provider warns of where the first is set too.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/custom-service-endpoints
 */
export const secondNames: ReadonlySet<string> = new Set([
  "amg",
  "appintegrationsservice",
  "applicationautoscaling",
  "appregistry",
  "beanstalk",
  "cloudcontrolapi",
  "cloudhsm",
  "cloudwatchevents",
  "cloudwatchevidently",
  "cloudwatchlog",
  "cloudwatchlogs",
  "cloudwatchobservabilityaccessmanager",
  "cloudwatchrum",
  "codedeploy",
  "cognitoidentityprovider",
  "config",
  "costandusagereportservice",
  "costexplorer",
  "databasemigration",
  "databasemigrationservice",
  "directoryservice",
  "elasticloadbalancing",
  "elasticloadbalancingv2",
  "elasticsearchservice",
  "es",
  "eventbridge",
  "gluedatabrew",
  "inspectorv2",
  "lex",
  "lexmodelbuilding",
  "lexmodelbuildingservice",
  "lexmodelsv2",
  "locationservice",
  "managedgrafana",
  "msk",
  "opensearchingestion",
  "opensearchservice",
  "prometheus",
  "prometheusservice",
  "rdsdataservice",
  "recyclebin",
  "redshiftdataapiservice",
  "resourcegroupstagging",
  "s3api",
  "sdb",
  "serverlessapplicationrepository",
  "serverlessapprepo",
  "stepfunctions",
  "transcribeservice",
]);

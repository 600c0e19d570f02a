import type { Config } from "../../lib/config/config";
import type { Blueprint } from "../../lib/terraform/blueprint";
import { render } from "../../lib/hcl/render";
import type { JsonValue } from "../../lib/terraform/canonical-json";
import type { EvaluatedModule } from "./hcl-evaluator";
import { evaluateModule } from "./hcl-evaluator";
import type { PlainObject } from "./hcl-expressions";
import { logsPrincipal } from "../../lib/policy/cloudwatch-logs";
import { placeOf } from "./place";

/** What Terraform finds out where a config's module is applied as the config says. */
export function foundIn(config: Config): PlainObject {
  const { region, account, partition, keyArn } = placeOf(config);
  const aliases = Object.entries(config.accounts).flatMap(([alias, id]) => [
    [`data.aws_caller_identity.${alias}.account_id`, id],
    [`data.aws_region.${alias}.id`, region],
  ]);
  return Object.fromEntries([
    ["data.aws_partition.current.partition", partition],
    ["data.aws_region.current.id", region],
    ["data.aws_service_principal.logs.id", logsPrincipal(partition, region)],
    ["data.aws_caller_identity.current.account_id", account],
    ["data.aws_organizations_organization.current.id", config.organization?.id ?? ""],
    [
      "data.aws_organizations_organization.current.master_account_id",
      config.organization?.managementAccount ?? account,
    ],
    ["aws_kms_key.this.arn", keyArn],
    ...aliases,
  ]) as PlainObject;
}

/** The values of a blueprint's inputs, as a caller passes them. */
export const valuesOf = ({ inputs }: Blueprint): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(inputs.map(({ name, value }) => [name, value]));

/** A module as it is planned in the place of a config, for a caller who passes these values. */
export const plannedModule = (blueprint: Blueprint, place: Config, variables: PlainObject): EvaluatedModule =>
  evaluateModule(render(blueprint), {
    variables,
    planned: true,
    known: foundIn(place),
    unresolved: (text) => `<${text}>`,
  });

import type { TerraformDocument } from "./terraform-document";
import { isTerraformPlan, planDocument } from "./terraform-plan";
import { isTerraformState, stateDocument } from "./terraform-state";

/** A Terraform plan or state as JSON; null for any other JSON. */
export function terraformDocument(json: unknown): TerraformDocument | null {
  if (isTerraformPlan(json)) return planDocument(json);
  return isTerraformState(json) ? stateDocument(json) : null;
}

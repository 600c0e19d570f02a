import { describeWhere } from "../../support/describe-where";
import { findMotoPython, findOnPath } from "./moto";
import { installProviders } from "./providers";

/** For one test that applies and destroys on a busy machine of two cores, others running beside it. */
export const E2E_WITHIN_MS = 600_000;

/**
 * `describe` for tests against a local AWS. Where Terraform, its AWS provider or moto is missing they are skipped,
 * loudly; with TRAILKEY_E2E=require that is a failure.
 */
export const describeE2e = (name: string, define: () => void): void => {
  describeWhere(whatIsMissing(), "TRAILKEY_E2E", name, define);
};

function whatIsMissing(): string | undefined {
  if (findOnPath("terraform") === undefined) return "`terraform` is not on PATH";
  if (findMotoPython() === undefined) return "`moto_server` is not on PATH (pip install 'moto[server]')";
  const complaint = installProviders();
  return complaint === undefined
    ? undefined
    : `\`terraform init\` does not get the AWS provider:\n${complaint}`;
}

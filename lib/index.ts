/**
 * trailkey as a library: a config in, a Terraform module or policies out, and what a key policy means.
 * The CDKTF constructs are an entry of their own, `trailkey/cdktf`; those of CDK Terrain are in `trailkey/cdktn`.
 */
export type { Config } from "./config/config";
export type { ConfigInput } from "./config/config-input";
export { configJsonSchema } from "./config/json-schema";
export { findConfig, loadConfig } from "./config/load";
export type { ParseOptions, ParseResult } from "./config/parse";
export { parseConfig } from "./config/parse";
export type { ConfigProblem, Location } from "./config/problem";
export { problemMessage } from "./report/problem-message";
export type { Blueprint } from "./terraform/blueprint";
export { describe } from "./describe/describe";
export type { KnownAttributes } from "./terraform/config-bindings";
export { policyOf } from "./terraform/policy-of";
export type { EmittedFile } from "./hcl/render";
export { render } from "./hcl/render";
export { canonicalJson } from "./terraform/canonical-json";
export type { Decision, Verdict } from "./evaluate/decision";
export type { EvaluateOptions } from "./evaluate/evaluate";
export { compileJson, evaluate } from "./evaluate/evaluate";
export type { Authorization } from "./evaluate/authorization/authorization";
export type { AuthorizeOptions } from "./evaluate/authorize";
export { authorize } from "./evaluate/authorize";
export { parseDocuments } from "./documents/parse-documents";
export type { AccessRequest } from "./evaluate/request";
export type { Deployment, DeploymentWithKey } from "./expectations/deployment";
export type { Expectation } from "./expectations/expectation";
export { keyExpectations } from "./expectations/key-expectations";
export type { PolicyExpectation } from "./expectations/policy-expectation";
export { policyExpectations } from "./expectations/policy-expectations";
export type { Finding, LintOptions } from "./lint/lint";
export { lint } from "./lint/lint";
export { policiesInPlan } from "./lint/terraform-plan";
export type { AddedStatement, MergeObstacle, MergeResult } from "./merge/merge-policy";
export { mergePolicy } from "./merge/merge-policy";
export { accessTable } from "./access/access-table";
export type { CaseFile } from "./cases/case-file";
export { parseCaseFile } from "./cases/case-file";
export { casesOfConfig } from "./cases/cases-of-config";
export { runCases } from "./cases/run-cases";

import { Annotations, TerraformIterator } from "cdktf";
import { Construct } from "constructs";
import { problemMessage } from "../../report/problem-message";
import { classOf } from "../emitter/class-table";
import type { ReaderConstruct } from "./composed";
import { isIamUser } from "./composed";
import { areInOneStack } from "./shared-key";

/** What has an IAM policy for readers. */
interface ReadFrom extends Construct {
  policyJson(name: string): string;
}

/**
 * Attaches to a role or user the IAM policy that a reader needs, once. Its name is Terraform's to choose: the same role may
 * read the logs of several trails.
 */
export function attachReaderPolicy(from: ReadFrom, reader: ReaderConstruct): void {
  const isUser = isIamUser(reader);
  const here = areInOneStack(from, reader);
  if (!here && reader.provider !== undefined) {
    const args = { reader: reader.node.path };
    Annotations.of(from).addWarning(problemMessage({ code: "reader-policy-not-attached", args }));
    return;
  }
  const scope = grantedIn(from);
  const id = reader.node.path.replaceAll("/", "-");
  if (scope.node.tryFindChild(id) !== undefined) return;
  const PolicyOfReader = classOf(
    isUser
      ? { module: "iam-user-policy", name: "IamUserPolicy" }
      : { module: "iam-role-policy", name: "IamRolePolicy" },
  );
  const instances = reader.forEach === undefined ? undefined : TerraformIterator.fromResources(reader);
  const { provider } = reader;
  new PolicyOfReader(scope, id, {
    [isUser ? "user" : "role"]: instances === undefined ? reader.name : instances.getString("name"),
    namePrefix: "read-cloudtrail-logs-",
    policy: from.policyJson("reader"),
    ...(instances && { forEach: instances }),
    ...(provider && { provider }),
  });
}

/** The scope of what is attached, made with the first. */
const scopes = new WeakMap<Construct, Construct>();

function grantedIn(from: Construct): Construct {
  const scope = scopes.get(from) ?? new Construct(from, "granted");
  scopes.set(from, scope);
  return scope;
}

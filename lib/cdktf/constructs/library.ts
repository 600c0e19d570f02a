import { TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { StackLibrary } from "../../report/stack-libraries";
import { stackLibraries } from "../../report/stack-libraries";

/** A scope that this entry cannot build in. */
export interface ForeignScope {
  readonly scope: IConstruct;
  readonly library: StackLibrary;
  readonly own: StackLibrary;
}

/**
 * The nearest construct of another library around a scope. CDKTF and CDK Terrain mark their constructs alike, so
 * neither sees that one is of the other, and a synthesis fails where their code differs.
 */
export function foreignScope(scope: Construct): ForeignScope | undefined {
  const own = libraryOf(TerraformStack);
  for (const each of scope.node.scopes.toReversed()) {
    const library = libraryOf(each.constructor);
    if (own !== undefined && library !== undefined && library !== own) return { scope: each, library, own };
  }
  return undefined;
}

/** Where jsii, which both are built with, writes the name of a class: `cdktf.TerraformStack`. */
const rtti = Symbol.for("jsii.rtti");

/** The library that a class is of, or the class that it extends. */
function libraryOf(constructor: unknown): StackLibrary | undefined {
  for (let each = constructor; typeof each === "function"; each = Object.getPrototypeOf(each) as unknown) {
    const { fqn } = (each as { readonly [rtti]?: { readonly fqn?: string } })[rtti] ?? {};
    const found = stackLibraries.find((library) => fqn?.startsWith(`${library}.`));
    if (found !== undefined) return found;
  }
  return undefined;
}

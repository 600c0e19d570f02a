import * as z from "zod/mini";
import type { IsOpaque } from "../opaque";
import { described, text } from "../option";
import { providerVersionRule } from "../rules";

/** @internal */
export function providerSchema(opaque: IsOpaque) {
  const section = z.strictObject({
    aws: described(
      z._default(z.nullable(text(providerVersionRule, opaque)), null),
      'Versions of the AWS provider that the module is for, as a version constraint such as ">= 6.40". It narrows the versions that the module works on. From 6.0, replicas of the key need no provider of their own; from 6.22, SSE-C is blocked explicitly. null: every version that the module works on.',
    ),
  });
  return described(z.prefault(section, {}), "The Terraform providers that the module is for.");
}

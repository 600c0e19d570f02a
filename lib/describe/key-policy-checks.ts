import type { Check } from "../terraform/blueprint";
import { keyRegionChecks } from "./key-region-checks";
import { partitionChecks } from "./partition-checks";
import { principalChecks } from "./principal-checks";
import type { Scope } from "./scope";
import { sourceChecks } from "./source-checks";
import { toEncrypt } from "./trail-sources";

/**
 * What must hold of the values of a module together, before the key's policy is attached; where the key exists, before the
 * trail is created. What holds of a value alone is a validation of its variable, which before Terraform 1.9 can name no
 * other.
 */
export const keyPolicyChecks = (scope: Scope): readonly Check[] => [
  ...partitionChecks(scope),
  ...keyRegionChecks(scope),
  ...principalChecks(scope),
  ...sourceChecks(scope, "encryptFor", toEncrypt, scope.config.encryptFor),
];

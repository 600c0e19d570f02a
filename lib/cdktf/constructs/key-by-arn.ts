import { Construct } from "constructs";
import { configOf, pathOf } from "./config-of";
import type { HasKeyArn } from "./composed";

/** A key of which nothing is known but its ARN. Its policy is its owner's. */
export class KeyByArn extends Construct implements HasKeyArn {
  readonly keyArn: string;

  /** @throws InvalidConfig where it is no ARN of a key, or a token that holds something else */
  constructor(scope: Construct, id: string, keyArn: string) {
    configOf({ name: "key", trail: false, key: { existing: keyArn } }, pathOf(scope, id));
    super(scope, id);
    this.keyArn = keyArn;
  }
}

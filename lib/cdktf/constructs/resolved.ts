import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { holdsToken } from "../emitter/terraform-text";

/** A text as Terraform gets it: its tokens are references, in `${…}`, or the text that a lazy value has become. */
export const resolvedText = (scope: IConstruct, text: string): string =>
  holdsToken(text) ? String(Tokenization.resolve(text, { scope, resolver, preparing: false })) : text;

const resolver = new DefaultTokenResolver(new StringConcat());

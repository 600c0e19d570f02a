/** An expression of the part of HCL that emitted modules use. */
export type HclExpression =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly (string | HclExpression)[] }
  | { readonly kind: "list"; readonly items: readonly HclExpression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, HclExpression])[] }
  | {
      readonly kind: "for";
      /** Names the key of a map's member, or the position of a list's element. */
      readonly keyName?: string;
      readonly name: string;
      readonly over: HclExpression;
      /** With it the result is an object. */
      readonly key?: HclExpression;
      readonly body: HclExpression;
      readonly where?: HclExpression;
    }
  | {
      readonly kind: "conditional";
      readonly condition: HclExpression;
      readonly then: HclExpression;
      readonly otherwise: HclExpression;
    }
  | { readonly kind: "member"; readonly of: HclExpression; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly HclExpression[] }
  | { readonly kind: "path"; readonly names: readonly string[] }
  | { readonly kind: "index"; readonly of: HclExpression; readonly index: HclExpression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: HclExpression;
      readonly right: HclExpression;
    }
  | { readonly kind: "not"; readonly of: HclExpression };

/** What stands between braces, or in a file. */
export interface HclBody {
  readonly attributes: Readonly<Record<string, HclExpression>>;
  readonly blocks: readonly HclBlock[];
}

export interface HclBlock extends HclBody {
  readonly type: string;
  readonly labels: readonly string[];
}

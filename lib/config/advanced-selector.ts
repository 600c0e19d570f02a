/** The operators of a field selector. `Not…` leave events out: all of a field must hold; of the others, one. */
export const selectorOperators = [
  "Equals",
  "StartsWith",
  "EndsWith",
  "NotEquals",
  "NotStartsWith",
  "NotEndsWith",
] as const;

export type SelectorOperator = (typeof selectorOperators)[number];

/** Every field that a trail's selectors can have. */
export const selectorFields = [
  "eventCategory",
  "eventName",
  "eventSource",
  "eventType",
  "errorCode",
  "readOnly",
  "resources.type",
  "resources.ARN",
  "sessionCredentialFromConsole",
  "userIdentity.arn",
  "vpcEndpointId",
] as const;

export type SelectorField = (typeof selectorFields)[number];

/**
 * A selector as CloudTrail's API has it: an event is logged if all of its fields hold.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedEventSelector.html
 */
export interface AdvancedSelector {
  readonly Name?: string | undefined;
  readonly FieldSelectors: readonly AdvancedField[];
}

export type AdvancedField = { readonly Field: SelectorField } & Readonly<
  Partial<Record<SelectorOperator, readonly string[] | undefined>>
>;

/** What a selector says of a field; undefined where it says nothing. */
export const fieldOf = (
  { FieldSelectors }: AdvancedSelector,
  field: SelectorField,
): AdvancedField | undefined => FieldSelectors.find(({ Field }) => Field === field);

/** `Management`, `Data` or `NetworkActivity`. */
export const categoryOf = (selector: AdvancedSelector): string | undefined =>
  fieldOf(selector, "eventCategory")?.Equals?.[0];

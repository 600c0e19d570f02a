/** In the order of their names, as HashiCorp's style guide and terraform-docs have variables and outputs. */
export const byName = <T extends { readonly name: string }>(named: readonly T[]): readonly T[] =>
  [...named].sort((a, b) => (a.name < b.name ? -1 : 1));

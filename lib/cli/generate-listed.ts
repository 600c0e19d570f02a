/** What a list of commands says of `generate`, which has a program of its own. */
export const generateListed = {
  name: "generate",
  summary: "write the Terraform module that the config describes",
} as const;

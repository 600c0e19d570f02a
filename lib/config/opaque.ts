/** Whether a text stands for another that only Terraform will know, so that no rule can judge it. */
export type Opaque = (text: string) => boolean;

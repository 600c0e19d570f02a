/** Whether a text or number stands for another that only Terraform will know, so that no rule can judge it. */
export type IsOpaque = (value: string | number) => boolean;

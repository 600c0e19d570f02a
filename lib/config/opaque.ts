/** Whether a text or number stands for another that only Terraform will know, so that no rule can judge it. */
export type Opaque = (value: string | number) => boolean;

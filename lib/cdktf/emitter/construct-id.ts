/** The ID of an element's construct: Terraform's address without what would only repeat itself in CDKTF's IDs. */
export const constructId = (address: string): string => address.replace("aws_", "").replaceAll(".", "_");

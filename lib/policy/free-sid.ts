/**
 * A Sid of letters and digits that no other statement has. KMS takes spaces in one, IAM does not, and neither
 * takes two statements with the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export function freeSid(sid: string, taken: Pick<ReadonlySet<string>, "has">): string {
  if (!taken.has(sid)) return sid;
  const base = sid.replace(/[^A-Za-z0-9]+([A-Za-z0-9]?)/g, (_, letter: string) => letter.toUpperCase());
  for (let count = 2; ; count++) {
    if (!taken.has(`${base}${count}`)) return `${base}${count}`;
  }
}

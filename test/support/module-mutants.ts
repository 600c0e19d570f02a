import type { EmittedFile } from "../../lib/hcl/render";

/** A wrong change of modules/trail, and the file of its tests that must notice it. */
export interface ModuleMutant {
  readonly what: string;
  readonly file: string;
  readonly from: RegExp;
  readonly to: string;
  readonly noticedBy: "key-policy" | "bucket-policy" | "readers" | "refusals";
  /** Whether only an apply shows it. */
  readonly applied?: true;
}

export const moduleMutants: readonly ModuleMutant[] = [
  {
    what: "any trail of anybody may encrypt",
    file: "key.tf",
    from: /ArnLike += \{ "aws:SourceArn" = local\.encrypt_for_arns \}\n/,
    to: "",
    noticedBy: "key-policy",
  },
  {
    what: "a further account may encrypt",
    file: "key.tf",
    from: /\[local\.trail_arn\],/,
    to: '[local.trail_arn, "arn:aws:cloudtrail:*:999999999999:trail/*"],',
    noticedBy: "key-policy",
  },
  {
    what: "readers are everybody",
    file: "key.tf",
    from: /Principal = \{ AWS = local\.reader_principals \}/,
    to: 'Principal = "*"',
    noticedBy: "key-policy",
  },
  {
    what: "readers can do everything with the key",
    file: "key.tf",
    from: /(Sid += "AllowLogReaders"[^}]*\}\s+Action += )"kms:Decrypt"/,
    to: '$1"kms:*"',
    noticedBy: "key-policy",
  },
  {
    what: "readers decrypt without a condition",
    file: "key.tf",
    from: /(Sid += "AllowLogReaders"[\s\S]*?Resource += "\*"\n)\s+Condition = \{\n[^\n]*\n\s+\}\n/,
    to: "$1",
    noticedBy: "key-policy",
  },
  {
    what: "the statement for administrators stays without one",
    file: "key.tf",
    from: /length\(var\.key_administrator_arns\) == 0 \? null/,
    to: "length(var.key_administrator_arns) == 99 ? null",
    noticedBy: "key-policy",
  },
  {
    what: "the bucket takes plain HTTP",
    file: "bucket.tf",
    from: /"aws:SecureTransport" = "false"/,
    to: '"aws:SecureTransport" = "true"',
    noticedBy: "bucket-policy",
  },
  {
    what: "CloudTrail delivers into any folder",
    file: "bucket.tf",
    from: /"\$\{local\.bucket_arn\}\/\$\{local\.logs_folder\}\/\$\{local\.account_id\}\/\*"/,
    to: '"${local.bucket_arn}/*"',
    noticedBy: "bucket-policy",
  },
  {
    what: "everybody can assume the roles",
    file: "readers.tf",
    from: /Principal = \{\s*AWS = \[[^\]]*\]\s*\}/,
    to: 'Principal = { AWS = "*" }',
    noticedBy: "readers",
  },
  {
    what: "an account ID of eleven digits passes",
    file: "variables.tf",
    from: /\[0-9\]\{12\}\$", element/,
    to: '[0-9]{11,12}$", element',
    noticedBy: "refusals",
  },
  {
    what: "a reader of another account passes",
    file: "key.tf",
    from: /for arn in var\.reader_arns : arn if split\(":", arn\)\[4\] != local\.account_id/,
    to: 'for arn in var.reader_arns : arn if arn == ""',
    noticedBy: "refusals",
  },
  {
    what: "the trail encrypts with another key",
    file: "trail.tf",
    from: /kms_key_id( +)= aws_kms_key\.this\.arn/,
    to: 'kms_key_id$1= "arn:aws:kms:us-east-1:999999999999:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
    noticedBy: "bucket-policy",
    applied: true,
  },
];

/** The changed file. Throws where there is nothing to change: a mutant that changes nothing proves nothing. */
export function mutated(content: string, { what, from, to }: ModuleMutant): string {
  const changed = content.replace(from, to);
  if (changed === content) throw new Error(`there is nothing to change so that ${what}`);
  return changed;
}

export const withMutant = (files: readonly EmittedFile[], mutant: ModuleMutant): readonly EmittedFile[] =>
  files.map((file) =>
    file.path === mutant.file ? { ...file, content: mutated(file.content, mutant) } : file,
  );

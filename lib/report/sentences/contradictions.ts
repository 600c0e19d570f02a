import type { ContradictionCodes, NamedEntry } from "../../config/problem-codes";
import { show } from "../show";
import { ruleSentences } from "./rules";
import type { Sentences } from "./sentences";
import { sentenceOf } from "./sentences";

/** Options that do not go together. */
export const contradictionSentences: Sentences<ContradictionCodes> = {
  "bucket-missing": () =>
    "is missing, a trail delivers into one: write bucket: { name: … }, or trail: false for the key alone",
  "bucket-without-trail": () => "is not built where trail is false: leave it out, or say existing: true",
  "new-bucket-elsewhere": ({ value, place }) =>
    `${value} is not the trail's ${place}, where a new bucket is created: set existing: true, or remove it`,
  "existing-key-elsewhere": ({ keyRegion, bucketRegion }) =>
    `is a key in ${keyRegion}, the bucket is in ${bucketRegion}: S3 needs a key in the bucket's Region`,
  "new-key-elsewhere": ({ keyRegion, bucketRegion }) =>
    `${bucketRegion} is not ${keyRegion}, where the key is created: S3 needs a key in the bucket's Region, adopt one with key.existing`,
  "option-of-new-key": () => "has no effect on a key that exists (key.existing): leave it out",
  "name-as-alias": ({ violation }) =>
    `the config's name becomes the alias, and ${sentenceOf(ruleSentences, violation)}: give key.alias a value of its own`,
  "key-handed-over": () =>
    "is for a key that this module created and now adopts: set key.existing to its ARN, or remove handedOver",
  "bucket-handed-over": () =>
    "is for a bucket that this module created and now lets go of: set bucket.existing to true, or remove handedOver",
  "listed-twice": ({ first, ...entry }) =>
    `${named(entry)} is listed twice, first in ${first}: leave one out`,
  "own-trail": ({ arn }) => `${show(arn)} is this trail, which is already included; remove it`,
  "account-listed": ({ arn, account }) =>
    `${show(arn)} is a trail of an account that ${account} lists as a whole: leave one out`,
  "foreign-principal": ({ arn, account, keyAccount, as }) =>
    `${show(arn)} is of account ${account}, the key is of ${keyAccount}: ${
      as === "reader"
        ? "name readers of another account with account: or assumableRole:"
        : "administrators must be of the key's account"
    }`,
  "administrator-reads": ({ reader, ...entry }) =>
    `${named(entry)} is also a reader (${reader}): an administrator must not decrypt, name it in one place`,
  "owner-reads": ({ account }) =>
    `${account} owns the key, whose policy lets its IAM decide already: name a user: or role: instead`,
  "owner-trusted": ({ account }) =>
    `${account} owns the role, which is for other accounts: name readers of this one as user: or role:`,
  "other-partition": ({ value, partition, other, otherPartition }) =>
    `${show(value)} is in partition ${partition}, ${other} is in ${otherPartition}: both must be in one`,
  "partition-of-region": ({ arn, partition, region, regionPartition }) =>
    `${show(arn)} says partition ${partition}, its Region ${region} is in ${regionPartition}`,
  "tag-count": ({ count, maximum }) => `has ${count} tags, a resource can have ${maximum}`,
  "tag-key-twice": ({ key }) =>
    `${show(key)} is there twice, once with its accents as characters of their own: Terraform sees one key`,
  "tag-key-impossible": ({ key }) => `the key: ${show(key)} cannot be a key here: choose another`,
  "tag-key": ({ violation }) => `the key: ${sentenceOf(ruleSentences, violation)}`,
  "tag-empty": () => "is empty, a tag of a trail has 1 to 256 characters",
  "region-unknown": ({ region, meant }) =>
    `${region} is not a Region that this version of trailkey knows${meant === undefined ? "" : `, did you mean ${meant}?`}`,
  "tag-characters": ({ part, characters }) =>
    `the ${part} holds ${characters.map(show).join(" ")}, which S3 and IAM refuse in a tag: keep to letters, digits, spaces and _ . : / = + - @`,
};

function named({ kind, name }: NamedEntry): string {
  if (kind === "account") return `account ${name}`;
  return kind === "trails" ? show(name) : `${kind} ${show(name)}`;
}

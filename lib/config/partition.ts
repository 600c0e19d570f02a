/** A partition of AWS and what the names of its Regions start with, as a pattern. */
interface Partition {
  readonly name: string;
  readonly prefix: string;
}

/**
 * The first is that of every geography, those to come included; the prefixes of the others are AWS's own. Where
 * two fit, as both do for China, the later is meant.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const partitions: readonly Partition[] = [
  { name: "aws", prefix: "[a-z]{2,3}" },
  { name: "aws-cn", prefix: "cn" },
  { name: "aws-us-gov", prefix: "us-gov" },
  { name: "aws-iso", prefix: "us-iso" },
  { name: "aws-iso-b", prefix: "us-isob" },
  { name: "aws-iso-e", prefix: "eu-isoe" },
  { name: "aws-iso-f", prefix: "us-isof" },
  { name: "aws-eusc", prefix: "eusc-[a-z]{2}" },
];

/** What follows the prefix, as in `northeast-1`. Names such as `aws-global` have nothing of the kind. */
const place = "(?:central|north|south|(?:north|south)?(?:east|west))-[1-9][0-9]?";

/** The last first: where two fit, the later is meant. */
const patterns = partitions
  .map(({ name, prefix }) => ({ name, pattern: new RegExp(`^${prefix}-${place}$`) }))
  .reverse();

/** The name of any partition, as a pattern without anchors. */
export const partitionPattern = `(?:${partitions.map(({ name }) => name).join("|")})`;

/** The name of any Region, as a pattern without anchors. */
export const regionPattern = `(?:${partitions.map(({ prefix }) => prefix).join("|")})-${place}`;

/** The partition that a Region is in, such as `aws-cn` of `cn-north-1`; undefined where it is no Region. */
export function partitionOf(region: string): string | undefined {
  return patterns.find(({ pattern }) => pattern.test(region))?.name;
}

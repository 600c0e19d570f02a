import type { IdentityType } from "../../describe/identities";
import { quote } from "../../terraform/quoted-string";
import type { ModuleCodes } from "../module-codes";
import type { Sentences } from "./sentences";

/** Modules on disk. */
export const moduleSentences: Sentences<ModuleCodes> = {
  edited: () =>
    "was edited by hand since trailkey wrote it; --diff shows the difference, --force overwrites it",
  foreign: () =>
    "was not written by trailkey; choose another directory with -o, or overwrite it with --force",
  "edited-extra": () =>
    "is no longer needed, but was edited by hand since trailkey wrote it; move your part elsewhere, or remove the file with --force",
  "other-config": ({ before, after }) =>
    `holds the module of another config, ${before}, and this one is ${after}; choose another directory with -o, or replace the module with --force`,
  link: () => "is a link, and trailkey writes through none; remove it or choose another directory with -o",
  directory: () => "is a directory, where a file must be; remove it or choose another directory with -o",
  notDirectory: () => "is a file, where a directory must be; remove it or choose another directory with -o",
  special: () => "is neither a file nor a directory; remove it or choose another directory with -o",

  destroyed: ({ type, address, identity }) => {
    const name = Object.values(identity).find((value) => typeof value === "string");
    const isTold = name === undefined || address.endsWith(`[${quote(name)}]`);
    return `would be destroyed${isTold ? "" : ` (${name})`}; ${waysOut[type].destroyed}`;
  },
  "left-to-caller": ({ variable }) =>
    `would be destroyed, unless the caller of the module passes it in ${variable}; let every caller pass it, then run with --allow-replace`,
  replaced: ({ type, argument, before, after }) =>
    `would be replaced (${argument} from ${JSON.stringify(before)} to ${JSON.stringify(after)}); ${waysOut[type].replaced}`,
  "home-changed": ({ option, before, after }) =>
    `changes from ${before} to ${after}, where Terraform would make everything anew, and destroy or lose sight of what it made in ${before}; to have both, give the other ${option === "account" ? "account" : "Region"} a directory of its own with -o`,
  "configs-compared": () =>
    "this compares the config with the one before, and sees no value that a caller of the module sets; --allow-replace writes the module all the same",

  "output-unnamed": () => "the name of a directory is missing",
  "output-is-link": () => "is a link; give the directory that it leads to",
  "output-leads-out": ({ root }) =>
    `leads out of the working directory through a link, to ${root}; give that path`,
  "output-missing": () => "does not exist",
  "output-no-directory": ({ path }) => `${path} is not a directory; choose another with -o`,
  "manifest-foreign": () => `is no manifest that trailkey wrote; ${withoutManifest}`,
  "manifest-version": () => `was written by another version of trailkey; ${withoutManifest}`,
  "manifest-path": ({ path }) =>
    `lists ${JSON.stringify(path)}, which trailkey never wrote; ${withoutManifest}`,
  "files-keep-changing": () => "the files change while they are written; is another run at work?",
  "written-in-part": () => "the module is written in part; the next `trailkey generate` finishes it",
};

const withoutManifest = "remove it, or ignore it with --force";

/** How to keep what would be lost. */
const waysOut: Readonly<Record<IdentityType, Readonly<Record<"destroyed" | "replaced", string>>>> = {
  aws_kms_key: {
    destroyed:
      "without it no log that it encrypted can be read; to keep it, set key.handedOver: true beside key.existing",
    replaced:
      "logs so far stay encrypted with the old key, which would be scheduled for deletion; to keep it, set key.multiRegion back",
  },
  aws_s3_bucket: {
    destroyed: "to keep it, set bucket.handedOver: true beside bucket.existing: true",
    replaced: "to keep it, set bucket.name back",
  },
  aws_cloudtrail: {
    destroyed: "to keep it, keep the trail in the config",
    replaced: "no events are logged in between; to keep it, set trail.name, or name, back",
  },
  aws_iam_role: {
    destroyed:
      "nobody could assume it any more; to keep it, leave it under its name in readers[].assumableRole",
    replaced: "the new role has another ID; to keep the role, set readers[].assumableRole.name back",
  },
};

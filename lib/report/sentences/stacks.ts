import { show } from "../show";
import type { StackLibrary } from "../stack-libraries";
import type { AttributeKind, StackCodes, TakenKind, WantedKind } from "../stack-codes";
import type { Sentences } from "./sentences";

/** CDKTF stacks. */
export const stackSentences: Sentences<StackCodes> = {
  "token-unusable": ({ kind, takes }) =>
    `a ${kind} known only to Terraform cannot be used here; ${whatToPass[takes]}`,
  "token-of-other-attribute": ({ attribute, holds, wanted, instead }) =>
    `${attribute} is ${kinds[holds]}, but a token here must be ${kinds[wanted]}${instead === undefined ? "" : `: pass ${instead}`}`,
  "name-taken": ({ name, what, construct }) =>
    `${JSON.stringify(name)} is already the ${what} of ${construct}; change one of them`,
  "handed-over-in-own-stack": ({ what }) =>
    `in a stack of your own, trailkey does not know the former addresses; remove the option and add a removed block for ${letGo[what].all}: stack.addOverride("removed", [{ from: "${letGo[what].address}", lifecycle: { destroy: false } }, …])`,
  "provider-missing": ({ alias, account, region }) =>
    `pass an AWS provider${account === undefined ? "" : ` that is signed in to account ${account}`}: providers: { ${alias}: ${providerCode(alias, account, region)} }`,
  "provider-unknown": ({ known, meant }) =>
    known.length === 0
      ? "the config has no accounts; remove it, or add the account"
      : `the config has no such account or replica; ${meant === undefined ? `it has ${known.join(", ")}` : `did you mean ${meant}?`}`,
  "scope-of-other-library": ({ construct, library, own }) =>
    `${construct === "" ? "the app" : construct} is a construct of ${library}: import from trailkey/${library}, not from trailkey/${own}`,
  "trail-before-policy": ({ policy }) =>
    `the trail is created before ${policy}, which CloudTrail may need: this policy refers to the trail; write the trail's ARN there as text`,
  "construct-of-many": ({ construct }) =>
    `${construct} has count or forEach, so it is many resources and this option takes one: pass the attribute of one instance, or a list of ARNs to readers`,
  "config-of-other-construct": ({ has }) =>
    has === "trail"
      ? "the config has trail: false, so it is for LogKey.fromConfig"
      : "the config has a trail, so it is for EncryptedTrail.fromConfig",
  "token-of-iterator": ({ token }) =>
    `${token} has a value only inside the resource that has the iterator as its forEach; pass the whole list instead: readers: variable.listValue, or a role that has the iterator as its forEach`,
  "reader-not-let-in": ({ key }) =>
    `${key} is in another stack, so its policy does not let these readers in by itself, because the stacks would depend on each other: call grantRead on it, or add its readers there`,
  "trail-not-let-in": ({ key, trail }) =>
    `${key} is in another stack, and the account of ${trail} is not written in the options, so its key policy does not let the trail in by itself: set account in both, or pass the trail to encryptFor there`,
  "log-group-of-shared-key": ({ key }) =>
    `is the key of ${key}, whose policy has no statement for this log group: set it to own`,
  "reader-role-late": () =>
    "a role to create cannot be added later: write it in readers, or pass the role itself to grantRead",
  "bucket-policy-missing": () => "there is no bucket policy here: only a trail has one",
  "reader-policy-not-attached": ({ reader }) =>
    `${reader} is in another stack and has a provider of its own, so its IAM policy is not attached: attach policyJson("reader") to it there`,

  endpoint: ({ value }) => `${show(value)} is not the URL of a local AWS, such as http://localhost:4566`,
  "context-unreadable": ({ variable }) => `${variable} is not a JSON object`,
  "context-config": ({ value }) => `${show(value)} in the context of cdktf.json is not a file name`,
  "provider-settings": ({ value }) =>
    `${show(value)} is not an object of settings: write them by account, such as { "log_archive": { "profile": "log-archive" } }`,
  "provider-setting-unknown": ({ meant }) =>
    `the AWS provider has no such setting${meant === undefined ? "; use CDKTF's names of settings, such as profile or assumeRole" : `; did you mean ${meant}?`}`,
  "other-library-installed": ({ installed, own }) =>
    `${own} is not installed here, and ${installed} is: import from trailkey/${installed}, not from trailkey/${own}`,
  "peer-missing": ({ module, peers, installed }) => {
    const install = `npm install ${peers.join(" ")}`;
    return installed === undefined
      ? `${module} is not installed here: ${install}`
      : `${module} is not installed here, and ${installed} is, whose app is trailkey/dist/${programs[installed]}; for ${module}: ${install}`;
  },
};

/** What cdktf.json names as the app. */
const programs: Readonly<Record<StackLibrary, string>> = { cdktf: "main.js", cdktn: "main-cdktn.js" };

const providerCode = (alias: string, account: string | undefined, region: string | undefined): string => {
  const settings = [
    `alias: ${JSON.stringify(alias)}`,
    ...(region === undefined ? [] : [`region: ${JSON.stringify(region)}`]),
    ...(account === undefined ? [] : [`allowedAccountIds: [${JSON.stringify(account)}]`]),
  ];
  return `new AwsProvider(this, ${JSON.stringify(`aws_${alias}`)}, { ${settings.join(", ")} })`;
};

const whatToPass: Readonly<Record<TakenKind, string>> = {
  text: "pass it as text: Token.asString, or stringValue of a variable",
  number: "pass it as a number: Token.asNumber, or numberValue of a variable",
  list: "pass it as a list: Token.asList, or listValue of a variable",
  map: "pass it as a map: Token.asStringMap",
  "written-list": "write out the list; the strings in it can be tokens",
  "written-section": "write it out; the strings in it can be tokens",
  "written-value": "write the value itself",
};

const letGo = {
  bucket: { all: "the bucket and each of its settings", address: "aws_s3_bucket.OLD" },
  key: { all: "the key, its alias and its policy", address: "aws_kms_key.OLD" },
} as const;

const kinds: Readonly<Record<AttributeKind | WantedKind, string>> = {
  arn: "an ARN",
  "key-arn": "a key's ARN",
  "alias-arn": "an alias's ARN",
  name: "a name",
  id: "an ID",
  "account-id": "an account ID",
  "domain-name": "a domain name",
  region: "a Region",
};

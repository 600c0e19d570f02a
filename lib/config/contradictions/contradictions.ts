import type { Draft } from "../draft";
import type { PlacedMistake } from "../problem";
import { accountContradictions } from "./accounts";
import { alarmContradictions } from "./alarms";
import { backendContradictions } from "./backend";
import { boundaryContradictions } from "./boundaries";
import { bucketContradictions } from "./bucket";
import { createdRoleContradictions } from "./created-roles";
import { eventContradictions } from "./events";
import { extendsWithoutFile } from "./extends";
import { keyContradictions } from "./key";
import { listedAccounts } from "./listed-accounts";
import { monitoringContradictions } from "./monitoring";
import { organizationContradictions } from "./organization";
import { partitionContradictions } from "./partitions";
import { presetContradictions } from "./preset";
import { providerContradictions } from "./provider";
import { readerContradictions } from "./readers";
import { homeRegionOptIn, unknownRegions } from "./regions";
import { retentionContradictions } from "./retention";
import { replicaContradictions } from "./replicas";
import { sourceContradictions } from "./sources";
import { tagContradictions } from "./tags";

/** What is right option by option and wrong together. */
export function contradictionsIn(draft: Draft): readonly PlacedMistake[] {
  return [
    extendsWithoutFile,
    accountContradictions,
    organizationContradictions,
    presetContradictions,
    keyContradictions,
    replicaContradictions,
    providerContradictions,
    bucketContradictions,
    retentionContradictions,
    eventContradictions,
    monitoringContradictions,
    alarmContradictions,
    sourceContradictions,
    readerContradictions,
    listedAccounts,
    boundaryContradictions,
    createdRoleContradictions,
    partitionContradictions,
    unknownRegions,
    homeRegionOptIn,
    tagContradictions,
    backendContradictions,
  ].flatMap((find) => find(draft));
}

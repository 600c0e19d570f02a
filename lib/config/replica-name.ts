/** What a module calls what it has in the Region of a replica, the alias of the provider there among it: `eu_west_1`. */
export const replicaName = (region: string): string => region.replaceAll("-", "_");

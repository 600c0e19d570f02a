import type { Config } from "../config/config";
import type { Home } from "./losses";
import { isOpen } from "./scope";

/**
 * What a config's module is for: its account, its Region and the organization whose accounts its trail logs. Which
 * organization it is says the caller of a module for others.
 */
export function homeOf(config: Config): Home {
  const { account, region, organization } = config;
  if (organization === null) return { account, region };
  const { id, managementAccount } = organization;
  return {
    account,
    region,
    organization: isOpen(config) ? { id: null, managementAccount: null } : { id, managementAccount },
  };
}

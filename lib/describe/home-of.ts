import type { Config } from "../config/config";
import { loggedEventsOf } from "./logged-events";
import type { Home } from "./losses";
import { retentionOf } from "./retention-losses";
import { isOpen } from "./scope";

/**
 * What a config's module is for: its account, its Region and the organization whose accounts its trail logs; which events it
 * logs; and how long it keeps logs where the caller sets nothing. Which organization it is says the caller of a module for others.
 */
export function homeOf(config: Config): Home {
  const { account, region, organization, bucket, trail } = config;
  const events = trail === null ? undefined : loggedEventsOf(config.events);
  const retention = bucket === null ? undefined : retentionOf(bucket);
  return {
    account,
    region,
    ...(events && { events }),
    ...(organization !== null && {
      organization: isOpen(config)
        ? { id: null, managementAccount: null }
        : { id: organization.id, managementAccount: organization.managementAccount },
    }),
    ...(retention && { retention }),
  };
}

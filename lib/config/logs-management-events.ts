import type { AdvancedSelector } from "./advanced-selector";
import { categoryOf, fieldOf } from "./advanced-selector";
import type { EventsConfig } from "./sections/events";

export type ManagementEvents = Pick<EventsConfig, "management" | "excludeManagementSources" | "advanced">;

/**
 * Whether the trail logs all management events of an access: those of one service, or those of every service that
 * cannot be left out alone.
 *
 * @param of.source such as `kms.amazonaws.com`
 */
export const logsManagementEvents = (
  { management, excludeManagementSources, advanced }: ManagementEvents,
  of: { readonly access: "read" | "write"; readonly source?: string },
): boolean =>
  ((management === "all" || management === of.access) &&
    !excludeManagementSources.some((source) => source === of.source)) ||
  advanced.some((selector) => logsAll(selector, of));

/** Fields that are not known here leave something out. */
function logsAll(
  selector: AdvancedSelector,
  { access, source }: { readonly access: "read" | "write"; readonly source?: string },
): boolean {
  if (categoryOf(selector) !== "Management") return false;
  const readOnly = fieldOf(selector, "readOnly")?.Equals;
  return (
    (readOnly === undefined || readOnly.includes(String(access === "read"))) &&
    selector.FieldSelectors.every(
      ({ Field, Equals, StartsWith, EndsWith, NotEquals = [], NotStartsWith, NotEndsWith }) =>
        Field === "eventCategory" ||
        Field === "readOnly" ||
        (Field === "eventSource" &&
          [Equals, StartsWith, EndsWith, NotStartsWith, NotEndsWith].every(
            (values) => values === undefined,
          ) &&
          !NotEquals.some((left) => left === source)),
    )
  );
}

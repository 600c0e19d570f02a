/** What adopting a baseline changed in it. */
export function adoptionText({
  added,
  removed,
  ended,
}: Readonly<Record<"added" | "removed" | "ended", number>>): string {
  const changes = `${entries(added)} added, ${removed} removed\n`;
  return ended === 0
    ? changes
    : `${changes}${entries(ended)} ended before today and ${ended === 1 ? "is" : "are"} kept so; --until DAY gives another last day\n`;
}

const entries = (count: number): string => `${count} ${count === 1 ? "entry" : "entries"}`;

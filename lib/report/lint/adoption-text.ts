/** What adopting a baseline changed in it. */
export function adoptionText({
  added,
  removed,
  ended,
}: Readonly<Record<"added" | "removed" | "ended", number>>): string {
  const changes = `${entries(added)} added, ${removed} removed\n`;
  return ended === 0
    ? changes
    : `${changes}${entries(ended)} had already expired and ${ended === 1 ? "is" : "are"} kept; --until DAY sets a later last day\n`;
}

const entries = (count: number): string => `${count} ${count === 1 ? "entry" : "entries"}`;

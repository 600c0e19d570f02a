/** What a run of many configs ends with: `12 configs: 2 modules written, 10 up to date`. */
export function fleetSummary(
  configs: number,
  upToDate: number,
  others: "written" | "differ" | "would-change",
): string {
  const count = configs - upToDate;
  const modules = `${count} ${count === 1 ? "module" : "modules"}`;
  const told = {
    written: `${modules} written`,
    differ: `${modules} ${count === 1 ? "differs" : "differ"}`,
    "would-change": `${modules} would change`,
  };
  return `${configs} ${configs === 1 ? "config" : "configs"}: ${told[others]}, ${upToDate} up to date`;
}

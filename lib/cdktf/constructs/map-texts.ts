import type { Path } from "../../config/problem";

/** The same value, each text in it mapped. */
export function mapTexts(value: unknown, path: Path, map: (text: string, path: Path) => string): unknown {
  if (typeof value === "string") return map(value, path);
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => mapTexts(item, [...path, index], map));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, [...path, key], map)]),
  );
}

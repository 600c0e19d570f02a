/**
 * Bytes as text, or undefined where they are not UTF-8.
 *
 * @param mark What becomes of a byte order mark. @default it is dropped
 */
export function decodeUtf8(bytes: Uint8Array, mark: "drop" | "keep" = "drop"): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: mark === "keep" }).decode(bytes);
  } catch {
    return undefined;
  }
}

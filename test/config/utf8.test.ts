import { decodeUtf8 } from "../../lib/config/utf8";

test("a byte order mark is dropped, or kept where every byte counts", () => {
  const bytes = Buffer.from("\uFEFFname: é");
  expect(decodeUtf8(bytes)).toBe("name: é");
  expect(decodeUtf8(bytes, "keep")).toBe("\uFEFFname: é");
});

test("what is not UTF-8 is no text", () => {
  expect(decodeUtf8(Uint8Array.of(0x6e, 0xe9))).toBeUndefined();
});

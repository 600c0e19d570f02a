import { escapeBeforeInterpolation, objectKey, quote } from "../../lib/terraform/quoted-string";

describe("quote", () => {
  it.each([
    ["plain", '"plain"'],
    ['a "b" \\ c', '"a \\"b\\" \\\\ c"'],
    ["line\nreturn\rtab\t", '"line\\nreturn\\rtab\\t"'],
    ["${x} %{if}", '"$${x} %%{if}"'],
    ["$${x} %%{if}", '"$$${x} %%%{if}"'],
    ["lone $ and %, $ {", '"lone $ and %, $ {"'],
    ["\u0000\u001b\u007f", '"\\u0000\\u001b\\u007f"'],
    ["größe 日本 😀 é", '"größe 日本 😀 é"'],
  ])("writes %j as %s", (text, expected) => {
    expect(quote(text)).toBe(expected);
  });

  it.each([
    ["a right-to-left override", "\u202e", "\\u202e"],
    ["an isolate", "\u2066", "\\u2066"],
    ["a zero-width space", "\u200b", "\\u200b"],
    ["a byte order mark", "\ufeff", "\\ufeff"],
    ["a no-break space", "\u00a0", "\\u00a0"],
    ["a line separator", "\u2028", "\\u2028"],
    ["a variation selector", "\ufe0f", "\\ufe0f"],
    ["a tag character beyond the first plane", "\u{e0041}", "\\U000e0041"],
    ["a combining mark without a letter", "\u0301", "\\u0301"],
  ])("shows a reviewer %s", (_, text, expected) => {
    expect(quote(`"${text}`)).toBe(`"\\"${expected}"`);
  });
});

describe("escapeBeforeInterpolation", () => {
  it("keeps a last $ from escaping the interpolation after it", () => {
    expect(escapeBeforeInterpolation("costs $")).toBe("costs \\u0024");
    expect(escapeBeforeInterpolation("costs $ ")).toBe("costs $ ");
  });
});

describe("objectKey", () => {
  it.each(["AWS", "Sid", "_x", "a1"])("leaves the identifier %s bare", (key) => {
    expect(objectKey(key)).toBe(key);
  });

  it.each(["aws:SourceArn", "a-b", "a.b", "1a", "", "for", "null", "true", "größe", "(x)"])(
    "quotes %j",
    (key) => {
      expect(objectKey(key)).toBe(`"${key}"`);
    },
  );

  it("escapes what Terraform would evaluate", () => {
    expect(objectKey("${x}")).toBe('"$${x}"');
  });
});

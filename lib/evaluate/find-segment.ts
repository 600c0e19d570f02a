/** What a pattern has between two `*`: code points, and negative numbers that stand for any one. */
export type Segment = readonly number[];

/** Where a segment first stands in a text, given as code points, or -1. No step looks back in the text. */
export const findSegment = (segment: Segment, text: readonly number[], from: number): number =>
  segment.length === 0
    ? from
    : segment.every(isLiteral)
      ? findLiteral(segment, text, from)
      : findWithAny(segment, text, from);

export const segmentFitsAt = (segment: Segment, text: readonly number[], at: number): boolean =>
  segment.every((code, index) => !isLiteral(code) || code === text[at + index]);

const isLiteral = (code: number): boolean => code >= 0;

/** Knuth, Morris and Pratt: linear in both lengths. */
function findLiteral(segment: Segment, text: readonly number[], from: number): number {
  const borders = bordersOf(segment);
  let matched = 0;
  for (let at = from; at < text.length; at++) {
    while (matched > 0 && segment[matched] !== text[at]) matched = borders[matched - 1] ?? 0;
    if (segment[matched] === text[at]) matched++;
    if (matched === segment.length) return at + 1 - matched;
  }
  return -1;
}

/** For each start of a segment, the longest shorter start that is also its end. */
function bordersOf(segment: Segment): Int32Array {
  const borders = new Int32Array(segment.length);
  let length = 0;
  for (let index = 1; index < segment.length; index++) {
    while (length > 0 && segment[length] !== segment[index]) length = borders[length - 1] ?? 0;
    if (segment[length] === segment[index]) length++;
    borders[index] = length;
  }
  return borders;
}

/**
 * Baeza-Yates and Gonnet: every start of the segment that ends at a place in the text is one bit, so a place costs
 * one operation for 32 of them.
 */
function findWithAny(segment: Segment, text: readonly number[], from: number): number {
  const words = Math.ceil(segment.length / 32);
  const masks = masksOf(segment, words);
  const none = masks.get(anyCode) ?? new Int32Array(words);
  const ends = new Int32Array(words);
  const [lastWord, lastBit] = [words - 1, 1 << ((segment.length - 1) % 32)];
  for (let at = from; at < text.length; at++) {
    const mask = masks.get(text[at] ?? 0) ?? none;
    let carry = 1;
    for (let word = 0; word < words; word++) {
      const before = ends[word] ?? 0;
      ends[word] = ((before << 1) | carry) & (mask[word] ?? 0);
      carry = before >>> 31;
    }
    if (((ends[lastWord] ?? 0) & lastBit) !== 0) return at + 1 - segment.length;
  }
  return -1;
}

const anyCode = -1;

/** For each code point, the places of the segment that take it; under {@link anyCode}, those that take any. */
function masksOf(segment: Segment, words: number): ReadonlyMap<number, Int32Array> {
  const any = new Int32Array(words);
  segment.forEach((code, index) => {
    if (!isLiteral(code)) setBit(any, index);
  });
  const masks = new Map([[anyCode, any]]);
  segment.forEach((code, index) => {
    if (!isLiteral(code)) return;
    const mask = masks.get(code) ?? any.slice();
    setBit(mask, index);
    masks.set(code, mask);
  });
  return masks;
}

function setBit(bits: Int32Array, index: number): void {
  const word = index >>> 5;
  bits[word] = (bits[word] ?? 0) | (1 << (index & 31));
}

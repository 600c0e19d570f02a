import {
  type HclValue,
  isList,
  isObject,
  isUnresolved,
  jsonencode,
  operandText,
  unresolved,
} from "./hcl-value";

/** The functions of Terraform that emitted modules call, over evaluated arguments. */
export function callFunction(
  name: string,
  args: readonly HclValue[],
  show: (text: string) => string,
): HclValue {
  const [first = null, second = null] = args;
  switch (name) {
    case "jsonencode":
      return jsonencode(first, show);
    case "coalesce":
      return firstOf(args);
    case "jsondecode":
      return isUnresolved(first) ? left(name, args) : (JSON.parse(asText(first)) as HclValue);
    case "flatten":
      return isUnresolved(first) ? left(name, args) : flattened(asList(first));
    case "contains":
      if (isUnresolved(first) || isUnresolved(second)) return left(name, args);
      if (asList(first).includes(second)) return true;
      return asList(first).some(isUnresolved) ? left(name, args) : false;
    case "basename":
      return isUnresolved(first) ? left(name, args) : asText(first).replace(/^.*\//s, "");
    case "upper":
      return isUnresolved(first) ? left(name, args) : asText(first).toUpperCase();
    case "lower":
      return isUnresolved(first) ? left(name, args) : asText(first).toLowerCase();
    case "concat":
      return args.some(isUnresolved) ? left(name, args) : args.flatMap(asList);
    case "join":
      return isUnresolved(second) || asList(second).some(isUnresolved)
        ? left(name, args)
        : asList(second).map(asText).join(asText(first));
    case "toset":
    case "setunion":
      return args.some(isUnresolved) ? left(name, args) : inOrder(distinct(args.flatMap(asList)));
    case "split":
      return isUnresolved(second)
        ? unresolved(`split(${operandText(first)}, ${second.text})`)
        : asText(second).split(asText(first));
    case "alltrue":
      if (isUnresolved(first)) return left(name, args);
      return asList(first).some(isUnresolved)
        ? left(name, args)
        : asList(first).every((item) => item === true);
    case "merge":
      return args.some((one) => !isObject(one)) ? left(name, args) : (Object.assign({}, ...args) as HclValue);
    case "keys":
      return isObject(first) ? Object.keys(first) : wrong("an object", first);
    case "values":
      return isObject(first) ? Object.values(first) : wrong("an object", first);
    case "length":
      return lengthOf(first);
    case "base64encode":
      return isUnresolved(first) ? left(name, args) : Buffer.from(asText(first)).toString("base64");
    case "replace":
      return isUnresolved(first)
        ? left(name, args)
        : asText(first)
            .split(asText(second))
            .join(asText(args[2] ?? null));
    case "floor":
      if (isUnresolved(first)) return left(name, args);
      return typeof first === "number" ? Math.floor(first) : wrong("a number", first);
    case "regex":
      return (
        new RegExp(asText(first), "u").exec(asText(second))?.[0] ??
        wrong(`a match of ${asText(first)}`, second)
      );
    default:
      throw new Error(`no function ${name} is known here`);
  }
}

/** A call that is left to Terraform. */
const left = (name: string, args: readonly HclValue[]): HclValue =>
  unresolved(`${name}(${args.map(operandText).join(", ")})`);

const sortKey = (value: HclValue): string => (typeof value === "string" ? value : operandText(value));

/** A set is in the order of its elements' bytes. */
const inOrder = (items: readonly HclValue[]): readonly HclValue[] =>
  [...items].sort((one, other) => Buffer.compare(Buffer.from(sortKey(one)), Buffer.from(sortKey(other))));

function distinct(items: readonly HclValue[]): readonly HclValue[] {
  const texts = items.map(operandText);
  return items.filter((_, index) => texts.indexOf(texts[index] ?? "") === index);
}

/** Terraform counts the characters of a text as a reader does. */
function lengthOf(value: HclValue): HclValue {
  if (isUnresolved(value)) return left("length", [value]);
  // The segmenter copies the whole text for each segment.
  if (typeof value === "string" && !/[^\x00-\x7f]|\r\n/.test(value)) return value.length;
  if (typeof value === "string") return [...new Intl.Segmenter("en").segment(value)].length;
  if (isList(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : wrong("something with a length", value);
}

/** Of what is not known yet, only those before it are known not to be the first. */
function firstOf(values: readonly HclValue[]): HclValue {
  const candidates = values.filter((value) => value !== null && value !== "");
  const [first] = candidates;
  if (first === undefined) throw new Error("coalesce needs one value that is not null or empty");
  return isUnresolved(first) && candidates.length > 1 ? left("coalesce", candidates) : first;
}
const flattened = (items: readonly HclValue[]): readonly HclValue[] =>
  items.flatMap((item) => (isList(item) ? flattened(item) : [item]));

const asList = (value: HclValue): readonly HclValue[] => (isList(value) ? value : wrong("a list", value));

const asText = (value: HclValue): string => (typeof value === "string" ? value : wrong("a text", value));

const wrong = (expected: string, value: HclValue): never => {
  throw new Error(`expected ${expected}, got ${operandText(value)}`);
};

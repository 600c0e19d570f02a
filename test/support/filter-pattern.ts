/**
 * Whether a metric filter of CloudWatch Logs counts an event, for a pattern of JSON terms: comparisons with texts that may
 * begin or end with `*`, NOT EXISTS, and the operators && and || in parentheses. What it does not know is an error.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax-for-Metric-Filters.html
 */
export function matchesFilter(pattern: string, event: unknown): boolean {
  const tokens = tokensOf(pattern);
  let at = 0;
  const take = (expected?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`expected ${expected ?? "more"}, found ${token ?? "the end"}: ${pattern}`);
    return token;
  };
  const joined = (operator: "||" | "&&", next: () => boolean): boolean => {
    let holds = next();
    while (tokens[at] === operator) {
      at += 1;
      const other = next();
      holds = operator === "||" ? holds || other : holds && other;
    }
    return holds;
  };
  const anyOf = (): boolean => joined("||", allOf);
  const allOf = (): boolean => joined("&&", term);
  function term(): boolean {
    if (tokens[at] !== "(") return comparison();
    take("(");
    const holds = anyOf();
    take(")");
    return holds;
  }
  function comparison(): boolean {
    const found = valueAt(event, take());
    const operator = take();
    if (operator === "NOT") {
      take("EXISTS");
      return found === undefined;
    }
    const wanted = take().replace(/^"(.*)"$/, "$1");
    // A field that is not there equals nothing, and differs from nothing.
    const isEqual = found !== undefined && globOf(wanted).test(found as string);
    if (operator === "=") return isEqual;
    if (operator === "!=") return found !== undefined && !isEqual;
    throw new Error(`unknown operator ${operator}: ${pattern}`);
  }
  take("{");
  const holds = anyOf();
  take("}");
  if (at !== tokens.length) throw new Error(`more after the end: ${pattern}`);
  return holds;
}

function tokensOf(pattern: string): readonly string[] {
  const known = /\s*(\{|\}|\(|\)|&&|\|\||!=|=|"[^"]*"|\$(?:\.[A-Za-z]+)+|[A-Za-z0-9*.]+)\s*/y;
  const tokens: string[] = [];
  while (known.lastIndex < pattern.length) {
    const from = known.lastIndex;
    const [, token] = known.exec(pattern) ?? [];
    if (token === undefined) throw new Error(`cannot read ${pattern.slice(from)}`);
    tokens.push(token);
  }
  return tokens;
}

const valueAt = (event: unknown, selector: string): unknown =>
  selector
    .split(".")
    .slice(1)
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null
          ? (value as Readonly<Record<string, unknown>>)[name]
          : undefined,
      event,
    );

const globOf = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split("*")
      .map((part) => part.replace(/[.+?^$(){}|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
  );

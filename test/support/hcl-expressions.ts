import { callFunction } from "./hcl-functions";
import type { HclBlock, HclBody, HclExpression } from "./hcl-syntax";
import { type HclValue, isList, isObject, isUnresolved, operandText, unresolved } from "./hcl-value";

/** A value with nothing left to evaluate: plain JSON data. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainObject;

export interface PlainObject {
  readonly [key: string]: PlainValue;
}

/** Names that are bound while an expression is evaluated: items of `for`, or a variable on trial. */
export type Scope = ReadonlyMap<string, HclValue>;

/** Evaluates the expressions of a module. */
export class Expressions {
  private readonly locals = new Map<string, HclValue>();

  constructor(
    private readonly blocks: readonly HclBlock[],
    private readonly variables: PlainObject,
    private readonly show: (text: string) => string,
    private readonly planned: boolean,
    private readonly known: PlainObject = {},
  ) {}

  /** What an expression comes to, with what is unresolved in it written out. */
  plain(expression: HclExpression, scope: Scope = new Map()): PlainValue {
    return this.settle(this.value(expression, scope));
  }

  private settle(value: HclValue): PlainValue {
    if (isUnresolved(value)) return this.show(value.text);
    if (isList(value)) return value.map((item) => this.settle(item));
    if (!isObject(value)) return value;
    return record(Object.entries(value).map(([key, item]) => [key, this.settle(item)]));
  }

  private value(expression: HclExpression, scope: Scope): HclValue {
    switch (expression.kind) {
      case "value":
        return expression.value;
      case "template":
        return expression.parts.map((part) => this.part(part, scope)).join("");
      case "list":
        return expression.items.map((item) => this.value(item, scope));
      case "object":
        return record(expression.entries.map(([key, value]) => [key, this.value(value, scope)]));
      case "for":
        return this.loop(expression, scope);
      case "conditional": {
        const condition = this.value(expression.condition, scope);
        if (isUnresolved(condition)) {
          const [then, otherwise] = [expression.then, expression.otherwise].map((one) =>
            operandText(this.value(one, scope)),
          );
          return unresolved(`${condition.text} ? ${then ?? ""} : ${otherwise ?? ""}`);
        }
        if (typeof condition !== "boolean") throw new Error(`cannot choose by ${operandText(condition)}`);
        return this.value(condition ? expression.then : expression.otherwise, scope);
      }
      case "member":
        return memberOf(this.value(expression.of, scope), expression.name);
      case "call":
        return this.call(expression.name, expression.args, scope);
      case "path":
        return this.lookUp(expression.names, scope);
      case "index":
        return elementOf(this.value(expression.of, scope), this.value(expression.index, scope));
      case "binary":
        return operate(expression.operator, this.value(expression.left, scope), () =>
          this.value(expression.right, scope),
        );
      case "not":
        return this.value(expression.of, scope) !== true;
    }
  }

  /** What is looped over may be known to Terraform alone; its elements go by the name of the item then. */
  private loop(expression: Extract<HclExpression, { readonly kind: "for" }>, scope: Scope): HclValue {
    const { keyName, name, key, body, where } = expression;
    const over = this.value(expression.over, scope);
    const inside = (item: HclValue, position: HclValue): Scope =>
      new Map([...scope, [name, item], ...(keyName === undefined ? [] : [[keyName, position] as const])]);
    if (isUnresolved(over)) {
      const within = inside(unresolved(name), unresolved(keyName ?? ""));
      const parts = [key, body, where].flatMap((part) =>
        part ? [operandText(this.value(part, within))] : [],
      );
      return unresolved(`[for ${keyName ?? ""} ${name} in ${over.text} : ${parts.join(" : ")}]`);
    }
    if (!isList(over) && !isObject(over)) throw new Error(`cannot loop over ${operandText(over)}`);
    const members = isList(over) ? over.map((item, index) => [index, item] as const) : sorted(over);
    const each = members.map(([position, item]) => inside(item, position));
    const counts = each.map((within) => (where === undefined ? true : this.value(where, within)));
    if (counts.some(isUnresolved)) {
      const parts = each.map((within, index) => {
        const bodies = [key, body].flatMap((part) => (part ? [operandText(this.value(part, within))] : []));
        return `${bodies.join(" => ")} if ${operandText(counts[index] ?? null)}`;
      });
      return unresolved(`[${parts.join(", ")}]`);
    }
    const kept = each.filter((_, index) => counts[index] === true);
    if (key === undefined) return kept.map((within) => this.value(body, within));
    return record(kept.map((within) => [this.value(key, within) as string, this.value(body, within)]));
  }

  private part(part: string | HclExpression, scope: Scope): string {
    if (typeof part === "string") return part;
    const value = this.settle(this.value(part, scope));
    if (typeof value === "object") throw new Error(`cannot put ${JSON.stringify(value)} into a text`);
    return String(value);
  }

  private call(name: string, args: readonly HclExpression[], scope: Scope): HclValue {
    const evaluate = (): HclValue =>
      callFunction(
        name,
        args.map((arg) => this.value(arg, scope)),
        this.show,
      );
    if (name === "try") return this.firstOf(args, scope);
    if (name !== "can") return evaluate();
    try {
      args.forEach((arg) => this.value(arg, scope));
      return true;
    } catch {
      return false;
    }
  }

  /** The first that can be evaluated. */
  private firstOf(args: readonly HclExpression[], scope: Scope): HclValue {
    for (const arg of args) {
      try {
        return this.value(arg, scope);
      } catch {
        continue;
      }
    }
    throw new Error("none of the arguments of try can be evaluated");
  }

  private lookUp(names: readonly string[], scope: Scope): HclValue {
    const [first = "", second = "", ...rest] = names;
    const bound = scope.get(names.join(".")) ?? this.known[names.join(".")];
    if (bound !== undefined) return bound;
    const item = scope.get(first);
    if (item !== undefined) return names.slice(1).reduce(memberOf, item);
    if (first === "each") return unresolved(names.join("."));
    const known = this.known[names.join(".")];
    if (known !== undefined) return known;
    if (first === "var" && rest.length === 0) return this.variableValue(second);
    if (first === "local" && rest.length === 0) return this.localValue(second);
    const type = first === "data" ? "data" : "resource";
    const labels = type === "data" ? [second, rest[0]] : [first, second];
    const block = this.of(type).find((one) => one.labels.join(".") === labels.join("."));
    if (block === undefined) throw new Error(`nothing here is called ${names.join(".")}`);
    if (this.planned && type === "resource" && rest.length === 0) {
      const instances = this.instances(block);
      if (instances !== undefined) return instances;
    }
    return unresolved(names.join("."));
  }

  /** What `each` is in each instance of a resource with `for_each`, by key; undefined where that is not known. */
  eachOf({ attributes }: HclBlock): ReadonlyMap<string, Scope> | undefined {
    const over = attributes.for_each && this.value(attributes.for_each, new Map());
    if (over === undefined || isUnresolved(over)) return undefined;
    if (!isList(over) && !isObject(over)) throw new Error(`cannot be repeated for ${operandText(over)}`);
    const members = isList(over) ? over.map((one) => [textOf(one), one] as const) : Object.entries(over);
    return new Map(members.map(([key, value]) => [key, new Map([["each", { key, value }]])]));
  }

  /** The instances of a resource with `for_each`, by key. */
  private instances(block: HclBlock): HclValue | undefined {
    const { attributes, labels } = block;
    const scopes = this.eachOf(block);
    if (scopes === undefined) return undefined;
    const told = ["name", "path", "assume_role_policy"].flatMap((name) => {
      const argument = attributes[name];
      return argument ? [[name, argument] as const] : [];
    });
    return record(
      [...scopes].map(([key, each]) => {
        const known = told.map(([name, argument]) => [name, this.value(argument, each)] as const);
        const found = ["id", "arn"].map(
          (name) => [name, unresolved(`${labels.join(".")}.${key}.${name}`)] as const,
        );
        return [key, record<HclValue>([...known, ...found])];
      }),
    );
  }

  private variableValue(name: string): HclValue {
    const block = this.of("variable").find(({ labels }) => labels.join() === name);
    if (block === undefined) throw new Error(`there is no variable ${name}`);
    const given = this.variables[name];
    const value = given === undefined ? this.value(need(block.attributes, "default"), new Map()) : given;
    return block.attributes.type ? this.completed(value, block.attributes.type) : value;
  }

  /** A value with the members that its type fills in: `optional(string, "/")`. */
  completed(value: HclValue, type: HclExpression): HclValue {
    if (type.kind !== "call" || isUnresolved(value) || !isObject(value)) return value;
    const [of] = type.args;
    if (of === undefined) return value;
    if (type.name === "map")
      return record(Object.entries(value).map(([key, one]) => [key, this.completed(one, of)]));
    if (type.name !== "object" || of.kind !== "object") return value;
    const left = of.entries.flatMap(([name, member]): (readonly [string, HclValue])[] => {
      if (member.kind !== "call" || member.name !== "optional") return [];
      const [, otherwise] = member.args;
      const isGiven = value[name] !== undefined && value[name] !== null;
      return isGiven ? [] : [[name, otherwise ? this.value(otherwise, new Map()) : null]];
    });
    return record([...Object.entries(value), ...left]);
  }

  private localValue(name: string): HclValue {
    const before = this.locals.get(name);
    if (before !== undefined) return before;
    const found = this.of("locals").find(({ attributes }) => Object.hasOwn(attributes, name));
    if (found === undefined) throw new Error(`there is no local ${name}`);
    const value = this.value(need(found.attributes, name), new Map());
    this.locals.set(name, value);
    return value;
  }

  private of(type: string): readonly HclBlock[] {
    return this.blocks.filter((block) => block.type === type);
  }
}

/** `Object.fromEntries`, which keeps a key such as `__proto__` a key like any other. */
export const record = <T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> =>
  Object.fromEntries(entries);

export function need(attributes: HclBody["attributes"], name: string): HclExpression {
  const found = attributes[name];
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

const sorted = (map: Readonly<Record<string, HclValue>>): readonly (readonly [string, HclValue])[] =>
  Object.entries(map).sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));

function memberOf(of: HclValue, name: string): HclValue {
  if (isUnresolved(of)) return unresolved(`${of.text}.${name}`);
  const member = isObject(of) ? of[name] : undefined;
  if (member === undefined) throw new Error(`${operandText(of)} has no member ${name}`);
  return member;
}

function elementOf(of: HclValue, index: HclValue): HclValue {
  if (isUnresolved(of)) return unresolved(`${of.text}[${operandText(index)}]`);
  if (isObject(of) && typeof index === "string") return memberOf(of, index);
  const element = isList(of) && typeof index === "number" ? of[index] : undefined;
  if (element === undefined) throw new Error(`${operandText(of)} has no element ${operandText(index)}`);
  return element;
}

/** A list or an object is not null, whatever of it is known. */
const isStructure = (value: HclValue): boolean => isList(value) || isObject(value);

function operate(operator: string, left: HclValue, right: () => HclValue): HclValue {
  if ((operator === "&&" && left === false) || (operator === "||" && left === true)) return left;
  if ((operator === "==" || operator === "!=") && isStructure(left) && right() === null) {
    return operator === "!=";
  }
  const other = right();
  if (operator === "&&" || operator === "||") {
    const decides = operator === "||";
    if (left === decides || other === decides) return decides;
    if (left === !decides) return other;
    if (other === !decides) return left;
  }
  if (isUnresolved(left) || isUnresolved(other)) {
    return unresolved(`${operandText(left)} ${operator} ${operandText(other)}`);
  }
  if (operator === "==") return operandText(left) === operandText(other);
  if (operator === "!=") return operandText(left) !== operandText(other);
  if (typeof left !== "number" || typeof other !== "number")
    throw new Error(`cannot compare with ${operator}`);
  if (operator === "*") return left * other;
  if (operator === "/") return left / other;
  return { ">=": left >= other, "<=": left <= other, ">": left > other, "<": left < other }[operator] ?? null;
}

const textOf = (value: HclValue): string => (typeof value === "string" ? value : operandText(value));

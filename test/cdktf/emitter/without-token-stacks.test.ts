import { Token } from "cdktf";
import { withoutTokenStacks } from "../../../lib/cdktf/emitter/without-token-stacks";

const stackOf = (made: unknown): readonly string[] =>
  (made as { readonly creationStack: readonly string[] }).creationStack;

const token = (): unknown => Token.asAny("text");

// The set-up of all tests keeps these traces from tokens as well.
beforeEach(() => {
  Object.assign(Error, { prepareStackTrace: undefined });
});

test("tokens have no stack trace inside, and have one again after it", () => {
  expect(stackOf(withoutTokenStacks(token))).toEqual([]);
  expect(stackOf(token())).not.toEqual([]);
});

test("errors keep theirs", () => {
  const stack = withoutTokenStacks(() => new Error("wrong").stack);
  expect(stack).toMatch(/^Error: wrong\n +at .*without-token-stacks/);
});

test("tokens have one again after something has failed", () => {
  const fail = (): never => {
    throw new Error("wrong");
  };
  expect(() => withoutTokenStacks(fail)).toThrow("wrong");
  expect(stackOf(token())).not.toEqual([]);
});

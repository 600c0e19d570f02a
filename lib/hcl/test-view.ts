import type { Argument } from "../terraform/blueprint";
import { literal } from "../terraform/expression";
import type {
  Assertion,
  Mock,
  MockedProvider,
  TestFile,
  TestRun,
  TestValues,
} from "../terraform/module-test";
import { quote } from "../terraform/quoted-string";
import { valueExpression } from "../terraform/value-expression";
import type { BlockView, BodyItem } from "./body-view";
import { addressItem, addressList, apart, blockView, bodyItems } from "./body-view";
import { commentLines } from "./comment";

/** The blocks of a file of tests: who is mocked, what every run passes, and the runs. */
export const testBlocks = ({ providers, variables, runs }: TestFile): readonly BlockView[] => [
  ...providers.map(providerBlock),
  ...variablesBlock(variables, 0),
  ...runs.map(runBlock),
];

const providerBlock = ({ alias, mocks }: MockedProvider): BlockView =>
  blockView(
    'mock_provider "aws"',
    bodyItems([...(alias === null ? [] : [attribute("alias", alias)]), ...mocks.map(mockBlock)], 1),
    0,
    true,
  );

const mockBlock = ({ mode, type, values }: Mock): Argument => ({
  kind: "block",
  name: `mock_${mode} ${quote(type)}`,
  args: [attribute("defaults", values)],
});

const attribute = (name: string, value: TestValues[string]): Argument => ({
  kind: "attribute",
  name,
  value: valueExpression(value),
});

const variablesBlock = (variables: TestValues, level: number): readonly BlockView[] => {
  const args = Object.entries(variables).map(([name, value]) => attribute(name, value));
  return args.length === 0 ? [] : [blockView("variables", bodyItems(args, level + 1), level, true)];
};

function runBlock({ name, comment, command, variables, assertions, expectFailures }: TestRun): BlockView {
  const sections: readonly (readonly BodyItem[])[] = [
    [addressItem("command", command, 1)],
    variablesBlock(variables, 1),
    bodyItems(assertions.map(assertBlock), 1),
    expectFailures.length === 0
      ? []
      : [addressItem("expect_failures", addressList(expectFailures, "expect_failures"), 1)],
  ];
  return {
    ...blockView(`run ${quote(name)}`, apart(sections), 0, true),
    comment: commentLines(comment, 0),
  };
}

const assertBlock = ({ condition, message }: Assertion): Argument => ({
  kind: "block",
  name: "assert",
  args: [
    { kind: "attribute", name: "condition", value: condition },
    { kind: "attribute", name: "error_message", value: literal(message) },
  ],
});

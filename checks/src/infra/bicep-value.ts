import type { Node } from 'web-tree-sitter';

/**
 * A value in a Bicep file: text, number, truth, list, object, or an expression that only Azure can work out.
 */
export type BicepValue = string | number | boolean | BicepValue[] | BicepObject | Expression;

/** An object, by its keys. */
export interface BicepObject {
  [key: string]: BicepValue;
}

/** An expression, as it is written. */
export class Expression {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** Reads a value. What holds an expression anywhere is one as a whole, except for lists and objects. */
export function writtenIn(node: Node): BicepValue {
  switch (node.type) {
    case 'string':
      return node.namedChildren.some((child) => child.type === 'interpolation')
        ? new Expression(node.text)
        : textOf(node);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'array':
      return values(node).map(writtenIn);
    case 'object':
      return Object.fromEntries(
        propertiesOf(node).map(({ key, value }): [string, BicepValue] => [key, writtenIn(value)]),
      );
    default:
      return new Expression(node.text);
  }
}

/** The text of a string without interpolation. */
export function textOf(string: Node): string {
  return string.text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

/** Each key of an object, and the node of its value. */
export function propertiesOf(object: Node): { key: string; value: Node }[] {
  return values(object).flatMap((property) => {
    const [key, value] = values(property);
    if (property.type !== 'object_property' || key === undefined || value === undefined) return [];
    return [{ key: key.type === 'string' ? textOf(key) : key.text, value }];
  });
}

function values(node: Node): Node[] {
  return node.namedChildren.filter((child) => child.type !== 'comment');
}

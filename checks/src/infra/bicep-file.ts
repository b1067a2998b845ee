import type { Node } from 'web-tree-sitter';
import { propertiesOf, textOf } from './bicep-value.ts';

/** A declaration of a Bicep file. */
export interface Declaration {
  kind: 'parameter' | 'variable' | 'resource' | 'module' | 'output';
  name: string;
  /** Names of its decorators, such as `description`. */
  decorators: string[];
  /** The declared text of a resource or module: type and API version, or path. */
  target?: string | undefined;
  /** The assigned value, or the body behind `if` and `for`. */
  value?: Node | undefined;
  existing: boolean;
}

const KINDS: Record<string, Declaration['kind']> = {
  parameter_declaration: 'parameter',
  variable_declaration: 'variable',
  resource_declaration: 'resource',
  module_declaration: 'module',
  output_declaration: 'output',
};

/** The declarations of a file, in their order. */
export function declarationsOf(root: Node): Declaration[] {
  return root.namedChildren.flatMap((node) => {
    const kind = KINDS[node.type];
    const name = node.namedChildren.find((child) => child.type === 'identifier')?.text;
    if (kind === undefined || name === undefined) return [];
    const value = valueIn(node);
    const named = kind === 'resource' || kind === 'module';
    const target = node.namedChildren.find((child) => child.type === 'string');
    return [
      {
        kind,
        name,
        decorators: decoratorsBefore(node),
        existing: node.children.some((child) => child.type === 'existing'),
        value,
        target: named && target !== undefined ? textOf(target) : undefined,
      },
    ];
  });
}

/** The object that a resource or module is, behind `if` and `for`. */
export function bodyOf({ value }: Declaration): Node | undefined {
  if (value?.type === 'if_statement') return value.namedChildren.find((child) => child.type === 'object');
  if (value?.type === 'for_statement') return value.childForFieldName('body') ?? undefined;
  return value;
}

/** The value of a key in the object that a resource or module is; `a.b` goes deeper. */
export function propertyOf(declaration: Declaration, path: string): Node | undefined {
  return path
    .split('.')
    .reduce<Node | undefined>(
      (node, key) => node && propertiesOf(node).find(({ key: candidate }) => candidate === key)?.value,
      bodyOf(declaration),
    );
}

function valueIn(declaration: Node): Node | undefined {
  const { children } = declaration;
  const equals = children.findIndex((child) => child.type === '=');
  return equals < 0 ? undefined : children.slice(equals + 1).find((child) => child.isNamed);
}

function decoratorsBefore(node: Node): string[] {
  const before = node.previousNamedSibling;
  if (before?.type !== 'decorators') return [];
  return before.namedChildren.flatMap(
    (decorator) => decorator.namedChildren[0]?.childForFieldName('function')?.text ?? [],
  );
}

import type { Node } from 'web-tree-sitter';
import { namesUsedIn } from './bicep-file.ts';
import type { BicepFile } from './bicep-files.ts';
import { nodesOf } from './bicep-grammar.ts';

/** Parameters, variables and resources that exist already and that nothing in the file uses. */
export function unusedNamesOf({ root, declarations }: BicepFile): string[] {
  const used = new Set(namesUsedIn(root));
  return declarations
    .filter(({ kind, existing }) => kind === 'parameter' || kind === 'variable' || existing)
    .map(({ name }) => name)
    .filter((name) => !used.has(name));
}

/** Names that are used and declared nowhere. */
export function unknownNamesOf({ root, declarations }: BicepFile): string[] {
  const known = new Set([...declarations.map(({ name }) => name), ...localNamesOf(root)]);
  return [...new Set(namesUsedIn(root))].filter((name) => !known.has(name));
}

/** Parameters and outputs that say nothing about themselves. */
export function undescribedNamesOf({ declarations }: BicepFile): string[] {
  return declarations
    .filter(({ kind }) => kind === 'parameter' || kind === 'output')
    .filter(({ decorators }) => !decorators.includes('description'))
    .map(({ name }) => name);
}

/** The names that `for` and `=>` introduce. */
function localNamesOf(root: Node): string[] {
  return nodesOf(root).flatMap((node) => {
    if (node.type === 'loop_variable' || node.type === 'loop_enumerator') return [node.text];
    const first = node.namedChildren[0];
    const names = node.type === 'for_statement' || node.type === 'lambda_expression';
    return names && first?.type === 'identifier' ? [first.text] : [];
  });
}

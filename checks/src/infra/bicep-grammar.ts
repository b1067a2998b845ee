import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

/** Reads the text of a Bicep file into its syntax tree. */
export type BicepParser = (text: string) => Node;

const require = createRequire(import.meta.url);

/**
 * The grammar of tree-sitter-bicep, as WebAssembly: nothing is compiled when it is installed. Version 1.1.0
 * does not know the spread `...` nor `.?`, and wants a type after a parameter's name, which a parameter file
 * does not have: its assignments are read as those of variables, whose form is the same.
 */
export async function loadBicepGrammar(): Promise<BicepParser> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  return (text) => {
    const tree = parser.parse(text.replaceAll(/^param (?=\w+ =)/gm, 'var   '));
    if (tree === null) throw new Error('The grammar gave no tree');
    return tree.rootNode;
  };
}

/** Every node below `node`, itself first. */
export function nodesOf(node: Node): Node[] {
  return [node, ...node.children.flatMap((child) => nodesOf(child))];
}

/** Where the text is no Bicep: line and column, and what stands there. */
export function syntaxErrorsOf(root: Node): string[] {
  return nodesOf(root)
    .filter((node) => node.isError || node.isMissing)
    .map(({ startPosition, isMissing, type, text }) => {
      const place = `${startPosition.row + 1}:${startPosition.column + 1}`;
      return `${place} ${isMissing ? `missing ${type}` : text.split('\n')[0]}`;
    });
}

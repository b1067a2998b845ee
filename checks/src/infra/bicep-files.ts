import type { Node } from 'web-tree-sitter';
import { find, read } from '../workspace.ts';
import { type Declaration, declarationsOf } from './bicep-file.ts';
import { type BicepParser, loadBicepGrammar } from './bicep-grammar.ts';

/** A Bicep file or parameter file of `infra/azure`. */
export interface BicepFile {
  /** Its path from the root. */
  path: string;
  root: Node;
  declarations: Declaration[];
}

/** The grammar, for texts that a test makes up. */
export const parseBicep: BicepParser = await loadBicepGrammar();

/** Parses a text as the file at `path`. */
export function bicepFile(path: string, text: string): BicepFile {
  const root = parseBicep(text);
  return { path, root, declarations: declarationsOf(root) };
}

/** Every module and the main file. */
export const bicepFiles: readonly BicepFile[] = find('infra/azure/**/*.bicep').map((path) =>
  bicepFile(path, read(path)),
);

/** Every parameter file. */
export const parameterFiles: readonly BicepFile[] = find('infra/azure/**/*.bicepparam').map((path) =>
  bicepFile(path, read(path)),
);

/** The file that ends so, such as `modules/worker.bicep`. */
export function bicepFileAt(end: string): BicepFile {
  const file = bicepFiles.find(({ path }) => path.endsWith(`/${end}`));
  if (file === undefined) throw new Error(`There is no ${end}`);
  return file;
}

/** The declaration of that name in that file. */
export function declarationAt(end: string, name: string): Declaration {
  const declaration = bicepFileAt(end).declarations.find((candidate) => candidate.name === name);
  if (declaration === undefined) throw new Error(`${end} declares no ${name}`);
  return declaration;
}

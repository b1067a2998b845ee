import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';
import { type Position, textAt } from './text-at.ts';

/** The part of Stryker's instrumenter that is used. */
interface Library {
  readonly Instrumenter: new (
    logger: object,
  ) => {
    instrument(
      files: readonly { readonly name: string; readonly content: string; readonly mutate: boolean }[],
      options: object,
    ): Promise<{
      readonly files: readonly { readonly name: string; readonly content: string }[];
      readonly mutants: readonly {
        readonly id: string;
        readonly fileName: string;
        readonly mutatorName: string;
        readonly replacement: string;
        readonly location: { readonly start: Position; readonly end: Position };
      }[];
    }>;
  };
}

const LIBRARY = new URL(
  '../instrumenter/node_modules/@stryker-mutator/instrumenter/dist/src/index.js',
  import.meta.url,
);

/** How to have the instrumenter, which is installed apart from the workspace. */
export const HOW_TO_HAVE_THE_INSTRUMENTER = 'npx pnpm@12 --dir apps/mutants/instrumenter install';

/** Whether it is there. */
export function hasInstrumenter(): boolean {
  return existsSync(LIBRARY);
}

/** Sources with all their mutants in them, each behind a switch. */
export interface MutatedSources {
  readonly mutants: readonly Mutant[];
  /** By absolute path. */
  readonly sources: Readonly<Record<string, string>>;
}

/** A whole body is not worth printing. */
const MAX_LENGTH = 120;

/** Takes what the instrumenter says: nothing of it matters. */
const QUIET = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error() {},
  fatal() {},
};

/** Makes all mutants of files, which are named relative to `root`. */
export async function makeMutants(root: string, files: readonly string[]): Promise<MutatedSources> {
  const contents = new Map(files.map((file) => [join(root, file), readFileSync(join(root, file), 'utf8')]));
  const { Instrumenter }: Library = await import(LIBRARY.href);
  const { files: mutated, mutants } = await new Instrumenter(QUIET).instrument(
    [...contents].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  return {
    mutants: mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: fileName.slice(root.length + 1),
      line: location.start.line + 1,
      kind: mutatorName,
      original: inOneLine(textAt(contents.get(fileName) ?? '', location)),
      replacement: inOneLine(replacement),
    })),
    sources: Object.fromEntries(mutated.map(({ name, content }) => [name, content])),
  };
}

function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH)}…`;
}

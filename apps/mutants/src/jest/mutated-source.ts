import { readFileSync } from 'node:fs';
import swcJest from '@swc/jest';

/** Options of the transformer. */
export interface MutatedSourceOptions {
  /** A JSON file with sources by absolute path, which are taken in place of those on the disk. */
  readonly sources: string;
  /** Options of `@swc/jest`. */
  readonly swc: Parameters<typeof swcJest.createTransformer>[0];
}

type SwcTransformer = ReturnType<typeof swcJest.createTransformer>;

/** Builds a transformer of Jest that loads sources with mutants in place of those on the disk. */
export function createTransformer({ sources, swc }: MutatedSourceOptions): SwcTransformer {
  const mutated = new Map<string, string>(Object.entries(JSON.parse(readFileSync(sources, 'utf8'))));
  const base = swcJest.createTransformer(swc);
  const { process, processAsync, getCacheKey } = base;
  if (process === undefined || processAsync === undefined || getCacheKey === undefined) {
    throw new TypeError('@swc/jest has changed');
  }
  return {
    ...base,
    process: (source, path, options) => process(mutated.get(path) ?? source, path, options),
    processAsync: (source, path, options) => processAsync(mutated.get(path) ?? source, path, options),
    getCacheKey: (source, path, options) => getCacheKey(mutated.get(path) ?? source, path, options),
  };
}

import { registerHooks } from 'node:module';

/** What is taken out of a file, and what stands there instead. */
export type Replacement = readonly [from: string, to: string];

/**
 * Makes a mutant of this process: when the file is loaded, each text is replaced. Throws when a text is not there
 * any more, so that no mutant dies unnoticed.
 */
export function replaceInSource(file: string, replacements: readonly Replacement[]): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!url.endsWith(file)) return loaded;
      let source = String(loaded.source);
      for (const [from, to] of replacements) {
        if (!source.includes(from)) throw new Error(`There is no "${from}" in ${file} any more`);
        source = source.replace(from, to);
      }
      return { ...loaded, source };
    },
  });
}

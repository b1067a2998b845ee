import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** A text of a file, and the text that replaces it. */
export type Replacement = readonly [from: string, to: string];

const ROOT = new URL('../../../../', import.meta.url);

/**
 * Makes a mutant of this process: each text is replaced when the file is loaded. Throws when a text is not
 * there any more, for a file of this repository at once, so that no control loses its meaning unnoticed.
 */
export function replaceInSource(file: string, replacements: readonly Replacement[]): void {
  if (!file.startsWith('/@')) replaced(file, readFileSync(new URL(`.${file}`, ROOT), 'utf8'), replacements);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!url.endsWith(file)) return loaded;
      return { ...loaded, source: replaced(file, String(loaded.source), replacements) };
    },
  });
}

function replaced(file: string, source: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`There is no "${from}" in ${file} any more`);
    return text.replace(from, to);
  }, source);
}

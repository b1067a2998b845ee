import type { FormerName } from './former-name.ts';
import type { NamesAndTexts } from './names-in.ts';
import { wordsOf } from './words.ts';

/** Which former names a source uses, each with where: the identifier, or the text. */
export function formerNamesInSource(
  path: string,
  { names, texts }: NamesAndTexts,
  list: readonly FormerName[],
): string[] {
  const applying = list.filter((entry) => appliesTo(path, entry));
  const spoken = texts.filter((text) => !text.startsWith('.'));
  return applying.flatMap((entry) => [
    ...[...names].filter((name) => isNamed(name, entry)).map((name) => found(entry, name)),
    ...(entry.texts === 'everywhere' ? spoken.filter((text) => isSaid(text, entry)) : []).map((text) =>
      found(entry, excerpt(text, entry)),
    ),
  ]);
}

/** Which former names a page of the documentation uses, each with some words around it. */
export function formerNamesInPage(text: string, list: readonly FormerName[]): string[] {
  return list
    .filter(({ texts, folders }) => texts !== undefined && folders === undefined)
    .filter((entry) => isSaid(text, entry))
    .map((entry) => found(entry, excerpt(text, entry)));
}

function appliesTo(path: string, { folders, notIn = [] }: FormerName): boolean {
  const isIn = (folder: string) => path.startsWith(folder);
  return (folders?.some(isIn) ?? true) && !notIn.some(isIn);
}

function isNamed(name: string, { former, as, except = [] }: FormerName): boolean {
  const words = without(wordsOf(name), except);
  if (as === 'whole') return words === ` ${former} `;
  if (as === 'first') return words.startsWith(` ${former} `) && words !== ` ${former} `;
  return words.includes(` ${former} `);
}

function isSaid(text: string, entry: FormerName): boolean {
  return wordsLeft(text, entry).includes(` ${entry.former} `);
}

/** The words of a text without the phrases, and the flag, in which the name is right. */
function wordsLeft(text: string, { former, except = [], flag = false }: FormerName): string {
  return without(wordsOf(flag ? text.replaceAll(new RegExp(`--${former}\\b`, 'g'), ' ') : text), except);
}

function without(words: string, phrases: readonly string[]): string {
  return phrases.reduce(
    (left, phrase) => left.replaceAll(new RegExp(`(?<= )${phrase}(?= )`, 'g'), '.'),
    words,
  );
}

function excerpt(text: string, entry: FormerName): string {
  const words = wordsLeft(text, entry);
  const at = words.indexOf(` ${entry.former} `);
  return `…${words.slice(Math.max(0, at - 30), at + entry.former.length + 30)}…`;
}

function found({ former, now }: FormerName, where: string): string {
  return `${former} (now: ${now}) in ${where}`;
}

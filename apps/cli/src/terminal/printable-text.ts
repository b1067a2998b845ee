/**
 * Characters that a terminal obeys instead of showing them: control characters, and marks that turn text
 * around.
 */
const OBEYED = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** Text that somebody else wrote, as one line that a terminal only shows, whatever is in it. Pure. */
export function printableText(text: string): string {
  return text.replace(OBEYED, escaped);
}

/** The same for a text of several lines. Pure. */
export function printableLines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => printableText(line.replaceAll('\t', '  ')));
}

/**
 * The same for a line of ours, in which only colours are obeyed: what somebody else wrote may be in it as
 * JSON, which escapes some control characters and not those above 7E. Pure.
 */
export function printableLine(line: string): string {
  return line.replace(OBEYED, (character) => (character < ' ' ? character : escaped(character)));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

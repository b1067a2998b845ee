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

/** The colours and weights of our palette, or another character that a terminal obeys. */
const COLOUR_OR_OBEYED = new RegExp(`\\p{Cc}\\[(?:0|1|2|22|3[1-39])m|${OBEYED.source}`, 'gu');

/**
 * The same for lines of ours, in which only our colours, line ends and tabs are obeyed: what somebody else
 * wrote may be in them, also as JSON, which leaves the control characters above 7E as they are. Pure.
 */
export function printableLine(line: string): string {
  return line.replace(COLOUR_OR_OBEYED, (found) => {
    const isOurs = found === '\n' || found === '\t' || found.startsWith('\u001b[');
    return isOurs ? found : escaped(found) + found.slice(1);
  });
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * The words of a name or a text, in lower case, each with a blank on both sides: ` keep locked ` for
 * `keepLocked`.
 */
export function wordsOf(text: string): string {
  const words = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return ` ${words.join(' ').toLowerCase()} `;
}

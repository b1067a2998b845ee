/**
 * A text with a mistake made in it: `good` made `bad` wherever it stands.
 * @throws when `good` stands nowhere, for then the mistake would be none, and its test worthless.
 */
export function withMistake(text: string, good: string, bad: string): string {
  if (!text.includes(good)) throw new Error(`${JSON.stringify(good)} is not in the text`);
  return text.replaceAll(good, bad);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The bytes 0x80–0x9f by the character that Windows-1252 shows for them; the other bytes are as in Latin-1.
 */
const BYTE_OF = new Map(
  Array.from(new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i))).map(
    (character, index) => [character, 0x80 + index],
  ),
);

/**
 * Restores text whose UTF-8 bytes were read as Windows-1252 on the way, which real captures show for every
 * non-ASCII value. Text that can't have come about that way is returned as it is.
 */
export function undoWindows1252(text: string): string {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const byte = BYTE_OF.get(character) ?? (code <= 0xff ? code : undefined);
    if (byte === undefined) return text;
    bytes.push(byte);
  }
  try {
    return strictUtf8.decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}

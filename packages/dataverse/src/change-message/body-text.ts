import { type MalformedReport, malformedReport } from './malformed-report.ts';

/** Dataverse sends at most 192 KB; a broker may carry more. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

const SET_JSON = "Set the service endpoint's message format to JSON";
const utf8 = new TextDecoder('utf-8');
const utf16 = new TextDecoder('utf-16le');

/** The text of a JSON body, or why it is none. */
export type BodyText = { readonly text: string } | { readonly report: MalformedReport };

/**
 * Reads bytes as text. Bytes that are not UTF-8 become replacement characters: they can only sit in column
 * values, which nobody reads from a message, so they are no reason to give the message up.
 */
export function bodyText(body: Uint8Array, contentType: string | undefined): BodyText {
  if (body.byteLength === 0) return refused('a JSON object, not an empty body');
  if (body.byteLength > MAX_BODY_BYTES) return refused('at most 2 MiB long');
  const text = decodeBytes(body);
  if (/^\s*\{/.test(text)) return { text };
  const format = foreignFormat(body, text, contentType);
  if (format === null) return refused('a JSON object');
  return refused('JSON', `The body is ${format}, not JSON. ${SET_JSON}.`);
}

function decodeBytes(body: Uint8Array): string {
  const littleEndian = body[0] === 0xff && body[1] === 0xfe;
  return littleEndian ? utf16.decode(body) : utf8.decode(body);
}

function foreignFormat(body: Uint8Array, text: string, contentType: string | undefined): string | null {
  const declared = contentType?.toLowerCase() ?? '';
  if (/^\s*</.test(text)) return 'XML';
  if (declared.includes('msbin1') || startsLikeBinaryXml(body)) return '.NET binary XML';
  return declared.includes('xml') ? 'XML' : null;
}

/**
 * MC-NBFX element records (0x40–0x77) are followed by a length and a name; text has no control characters.
 */
function startsLikeBinaryXml(body: Uint8Array): boolean {
  const [record = 0, length = 0x20] = body;
  return record >= 0x40 && record <= 0x77 && length < 0x20;
}

function refused(expected: string, advice?: string): BodyText {
  return { report: malformedReport([{ path: '$', expected }], advice) };
}

import { describe, expect, it } from '@jest/globals';
import {
  BLOCKED_DESCRIPTIONS,
  DEAD_LETTER_DESCRIPTIONS,
  isOwnDescription,
  refusalDescription,
} from './dead-letter-descriptions.ts';

const OWN = [
  ...Object.values(DEAD_LETTER_DESCRIPTIONS),
  ...Object.values(BLOCKED_DESCRIPTIONS),
  refusalDescription('spotler', {}),
  refusalDescription('spotler', { code: 'INVALID_PROPERTY' }),
  refusalDescription('spotler', { property: 'profileField7' }),
  refusalDescription('spotler', { code: 'INVALID_PROPERTY', property: 'profileField7' }),
  refusalDescription('dataverse', { code: '0x80048306' }),
  refusalDescription('job', { code: '-2147220891' }),
  'The Spotler Job could not be carried out in the last delivery (HTTP 503 Service Unavailable).',
  'The Spotler Job could not be carried out in the last delivery (No Answer).',
  'The message expired and was dead lettered.',
  'Message could not be consumed after 10 delivery attempts.',
];

describe('a description of a dead letter', () => {
  it.each(OWN)('is known for our own: %s', (text) => {
    expect(isOwnDescription(text)).toBe(true);
  });

  it.each(OWN)('is not when somebody is quoted before or after: %s', (text) => {
    expect(isOwnDescription(`${text} Jan Jansen`)).toBe(false);
    expect(isOwnDescription(`Jan Jansen. ${text}`)).toBe(false);
    expect(isOwnDescription(`${text}\n`)).toBe(false);
  });

  it.each([
    '',
    "Spotler refuses the contact's data (Jan Jansen).",
    "Spotler refuses the contact's data (jansen@example.org).",
    "Spotler refuses the contact's data (Jansen).",
    "Spotler refuses the contact's data (property Jan Jansen).",
    "Spotler refuses the contact's data (INVALID, Jan).",
    'The Spotler Job could not be carried out in the last delivery (Jan Jansen).',
    'Message could not be consumed after Jan delivery attempts.',
  ])('is not ours: %s', (text) => {
    expect(isOwnDescription(text)).toBe(false);
  });
});

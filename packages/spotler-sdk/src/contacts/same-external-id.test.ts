import { describe, expect, it } from '@jest/globals';
import { isSameExternalId } from './same-external-id.ts';

const GUID = '6d81597f-0f9f-e711-8122-000d3aa2331c';

describe('an external id', () => {
  it.each([
    ['a', 'a'],
    ['Łódź', 'Łódź'],
    [' S-1', ' S-1'],
    [GUID, GUID],
    [GUID, GUID.toUpperCase()],
    [GUID.toUpperCase(), GUID],
    [GUID.replace('d', 'D'), GUID.replace('f', 'F')],
  ])('%j is the same as %j', (id, other) => {
    expect(isSameExternalId(id, other)).toBe(true);
  });

  it.each([
    ['a', 'A'],
    ['łódź', 'ŁÓDŹ'],
    ['straße', 'strasse'],
    ['S-1', ' S-1'],
    ['S-1', 'S-1 '],
    [GUID, GUID.replace('6', '7')],
    [GUID, `{${GUID}}`],
    [`{${GUID}}`, `{${GUID.toUpperCase()}}`],
    [`x${GUID}`, `X${GUID}`],
    [`${GUID}x`, `${GUID}X`],
    [GUID.replaceAll('-', ''), GUID.replaceAll('-', '').toUpperCase()],
    [GUID.replace('c', 'g'), GUID.replace('c', 'G')],
    ...[0, 9, 14, 19, 24].flatMap((at) => [
      [
        GUID.slice(0, at) + GUID.slice(at + 1),
        (GUID.slice(0, at) + GUID.slice(at + 1)).toUpperCase(),
      ] as const,
      [
        `${GUID.slice(0, at)}.${GUID.slice(at + 1)}`,
        `${GUID.slice(0, at)}.${GUID.slice(at + 1)}`.toUpperCase(),
      ] as const,
    ]),
    ['a', undefined],
    ['a', null],
    [GUID, undefined],
    [GUID, null],
    ['undefined', undefined],
  ] as const)('%j is not the same as %j', (id, other) => {
    expect(isSameExternalId(id, other)).toBe(false);
  });
});

import { describe, expect, it } from '@jest/globals';
import { contactKey, guidOf, isGuid, respelledGuid } from './contact-key.ts';

const GUID = '0c6f2f1e-6d1c-4c8b-9a55-00ff00000012';

describe('the key of a contact', () => {
  it('is the GUID itself, and turns back into it', () => {
    expect(contactKey(GUID)).toEqual([0x0c6f2f1e, 0x6d1c4c8b, 0x9a5500ff, 0x00000012]);
    expect(guidOf(contactKey(GUID))).toBe(GUID);
  });

  it.each(['S-7', '', GUID.toUpperCase()])('is a digest of %j', (text) => {
    expect(guidOf(contactKey(text))).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(guidOf(contactKey(text))).not.toBe(guidOf(contactKey(`${text} `)));
    expect(guidOf(contactKey(text))).not.toBe(GUID);
  });
});

describe('a text', () => {
  it.each([
    [GUID, true, undefined],
    [GUID.toUpperCase(), false, GUID],
    [`{${GUID}}`, false, GUID],
    [` {${GUID.toUpperCase()}} `, false, GUID],
    [`{${GUID}`, false, undefined],
    [`${GUID}}`, false, undefined],
    [`x{${GUID}}`, false, undefined],
    [`{${GUID}}x`, false, undefined],
    [`${GUID.slice(0, 4)}{${GUID.slice(4)}}`, false, undefined],
    [`{${GUID.slice(0, 4)}}${GUID.slice(4)}`, false, undefined],
    [`x${GUID}`, false, undefined],
    [`${GUID}0`, false, undefined],
    [GUID.replaceAll('-', ''), false, undefined],
    ['S-7', false, undefined],
    ['', false, undefined],
  ])('%j is a GUID: %s, and means %s', (text, is, meant) => {
    expect([isGuid(text), respelledGuid(text)]).toEqual([is, meant]);
  });
});

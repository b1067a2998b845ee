import { describe, expect, it } from '@jest/globals';
import { decodeHeld, encodeHeld, type HeldContact } from './held-contact.ts';
import { aHold } from './testing/a-hold.ts';

const HELD: HeldContact = { ...aHold({ permissions: [1, 4] }), state: 'held' };

function changed(changes: object): Uint8Array {
  return Buffer.from(JSON.stringify({ ...HELD, ...changes }));
}

describe('the stored form of a hold', () => {
  it.each<HeldContact>([
    HELD,
    { ...HELD, table: 'lead', state: 'erased' },
    { ...HELD, table: 'account', state: 'given-back', decidedBy: 'someone', decidedAt: 8 },
    { ...HELD, state: 'left-opted-out' },
  ])('is read back as it was written (%#)', (held) => {
    expect(decodeHeld(encodeHeld(held))).toEqual(held);
  });

  it.each(Object.keys(HELD))('is not one without %s', (member) => {
    expect(decodeHeld(changed({ [member]: undefined }))).toBeUndefined();
  });

  it.each([
    { table: 'opportunity' },
    { id: 7 },
    { externalId: null },
    { rule: 'whim' },
    { permissions: ['1'] },
    { since: 'today' },
    { state: 'forgotten' },
    { decidedBy: 7 },
    { decidedAt: 'today' },
  ])('is not one with %j', (changes) => {
    expect(decodeHeld(changed(changes))).toBeUndefined();
  });

  it.each(['', '{', 'null', '[]', '7'])('is not %j', (text) => {
    expect(decodeHeld(Buffer.from(text))).toBeUndefined();
  });
});

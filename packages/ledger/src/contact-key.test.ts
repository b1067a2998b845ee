import { describe, expect, it } from '@jest/globals';
import { createIdHiding } from './contact-key.ts';
import { aLedgerStore } from './testing/a-ledger-store.ts';
import { anId } from './testing/some-facts.ts';

describe('hiding ids', () => {
  it('keeps a GUID, and asks for no key for it', () => {
    expect(createIdHiding(aLedgerStore()).hide(anId(1))).toEqual({ id: anId(1) });
  });

  it('makes the same hash of one id for everybody who has the key, and another one elsewhere', async () => {
    const state = aLedgerStore();
    const hidings = [state, state, aLedgerStore()].map((store) => createIdHiding(store));
    await Promise.all(hidings.map(({ prepare }) => prepare()));
    const [one, same, other] = hidings.map(({ hide }) => hide('S-7'));
    expect(one).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(same).toEqual(one);
    expect(other).not.toEqual(one);
    expect(state.objects.get('ledger/contact-key')).toHaveLength(32);
  });

  it('reads the key once', async () => {
    const state = aLedgerStore();
    const { prepare, hide } = createIdHiding(state);
    await prepare();
    const before = hide('S-7');
    state.objects.clear();
    await prepare();
    expect([hide('S-7'), state.objects.size]).toEqual([before, 0]);
  });

  it('hides nothing without its key, or with another thing in its place', async () => {
    const state = aLedgerStore();
    expect(() => createIdHiding(state).hide('S-7')).toThrow('The key of contact hashes was not asked for');
    state.objects.set('ledger/contact-key', Buffer.from('short'));
    await expect(createIdHiding(state).prepare()).rejects.toMatchObject({
      kind: 'protocol',
      code: 'NotAContactKey',
    });
    const losing = { ...aLedgerStore(), read: async () => undefined };
    await expect(createIdHiding(losing).prepare()).rejects.toMatchObject({ code: 'NotAContactKey' });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Decision, RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import { isOtherSpelling } from './other-spelling.ts';
import { reconcileWithFollowUps } from './reconcile-with-follow-ups.ts';
import { aSharedPolicy, aSharedWorld, type Row } from './testing/shared-world.ts';

const ref: RecordRef = { table: 'contact', id: '0c6f2f1e-6d1c-4c8b-9a55-0000000000ab' };
const SHOUTED = ref.id.toUpperCase();

function optedOut(snapshot: RecordSnapshot): Decision {
  return { ...aSharedPolicy(snapshot), action: 'sync-opted-out' };
}

async function aReconcile(row: Partial<Row>, decide = aSharedPolicy, formerId = SHOUTED) {
  const world = aSharedWorld([{ ref, externalId: ref.id, email: 'one', ...row }], false);
  for (const id of [ref.id, formerId]) world.contacts.set(id, { email: 'one', optedOut: false });
  const { source, target } = world;
  const outcome = await reconcileWithFollowUps(ref, {
    source,
    target,
    decide,
    origin: 'ours',
    formerIds: [formerId],
    readBackDelayMs: 0,
  });
  expect(outcome).toMatchObject({ kind: 'reconciled' });
  return world;
}

describe('a contact under its record’s id in upper case', () => {
  it('stays as it is while the person is wanted, and nothing is written under that id', async () => {
    const { contacts, writes } = await aReconcile({});
    expect([...contacts.keys()]).toEqual([ref.id, SHOUTED]);
    expect(writes.filter((write) => write.includes(SHOUTED))).toEqual([]);
  });

  it('is erased with the person who refuses', async () => {
    const { contacts } = await aReconcile({ refuses: true });
    expect(contacts.size).toBe(0);
  });

  it('is opted out with the person who refuses mailings', async () => {
    const { contacts, writes } = await aReconcile({}, optedOut);
    expect(contacts.get(SHOUTED)).toMatchObject({ optedOut: true });
    expect(writes.filter((write) => write.includes(SHOUTED))).toEqual([`opt out ${SHOUTED}`]);
  });

  it('would be erased if it counted as a former id, as any other id does', async () => {
    const { contacts } = await aReconcile({}, aSharedPolicy, 'S-7');
    expect([...contacts.keys()]).toEqual([ref.id]);
  });
});

it.each([
  [SHOUTED, true],
  [`{${ref.id}}`, true],
  [ref.id, false],
  [` ${SHOUTED}\n`, true],
  [`{${SHOUTED}`, false],
  [`x{${SHOUTED}}`, false],
  [`{${SHOUTED}}x`, false],
  [`x${SHOUTED}`, false],
  [`${SHOUTED}0`, false],
  ['S-7', false],
])('%s is another spelling: %s', (other, expected) => {
  expect(isOtherSpelling(ref.id, other)).toBe(expected);
});

it('takes only GUIDs for one id spelt otherwise', () => {
  expect(isOtherSpelling('s-7', 'S-7')).toBe(false);
});

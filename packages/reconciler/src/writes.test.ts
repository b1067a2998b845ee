import { describe, expect, it } from '@jest/globals';
import type { Decision, RecordRef, RecordSnapshot } from '@spotler-connector/anonymization-policy';
import { PortError } from './port-error.ts';
import type { ContactTarget } from './ports.ts';
import { reconcile } from './reconcile.ts';
import { aRow, optionsFor, withContact } from './testing/shared-scene.ts';
import { aSharedPolicy, aSharedWorld, type Row } from './testing/shared-world.ts';
import type { ContactWrite } from './write.ts';

const ref: RecordRef = { table: 'contact', id: '1' };
function optedOut(snapshot: RecordSnapshot): Decision {
  return { ...aSharedPolicy(snapshot), action: 'opt-out' };
}

/** Reconciles one record over a changed target, and gives its outcome or error and the writes it told of. */
async function writesOf(row: Partial<Row>, target: Partial<ContactTarget> = {}, decide = aSharedPolicy) {
  const world = withContact(aSharedWorld([aRow(ref, row)], false), '1');
  const writes: ContactWrite[] = [];
  const onWrite = (write: ContactWrite) => void writes.push(write);
  const options = { target: { ...world.target, ...target }, onWrite, decide };
  const outcome = await reconcile(ref, optionsFor(world, options)).catch((error: unknown) => error);
  return { outcome, writes, world };
}

function failing(kind: 'unavailable' | 'rejected', ambiguous?: true) {
  return () => Promise.reject(new PortError({ side: 'target', kind, ambiguous }));
}

function write(kind: ContactWrite['kind'], ambiguous = false): ContactWrite {
  return { ref, externalId: '1', kind, ambiguous };
}

describe('a write that was answered', () => {
  it.each<[string, Partial<Row>, ContactWrite['kind'], typeof aSharedPolicy]>([
    ['a sync', {}, 'kept', aSharedPolicy],
    ['an erasure', { refuses: true }, 'anonymized', aSharedPolicy],
    ['an opt-out', {}, 'kept', optedOut],
  ])('is told of: %s', async (_title, row, kind, decide) => {
    const { outcome, writes } = await writesOf(row, {}, decide);
    expect(writes).toEqual([write(kind)]);
    expect(outcome).not.toHaveProperty('ambiguous');
  });

  it('of a contact that was gone before is told of as such', async () => {
    const anonymize = async () => ({ outcome: 'already-anonymized', status: 404 }) as const;
    const { writes } = await writesOf({ refuses: true }, { anonymize, readBack: async () => 'gone' });
    expect(writes).toEqual([write('already-anonymized')]);
  });

  it('is none where the policy leaves the contact alone', async () => {
    expect((await writesOf({ state: 'inactive' })).writes).toEqual([]);
  });
});

describe('a write that may still take effect', () => {
  it.each<[string, Partial<Row>, Partial<ContactTarget>, ContactWrite['kind'], typeof aSharedPolicy]>([
    ['a sync', {}, { sync: async () => ({ created: false, ambiguous: true }) }, 'kept', aSharedPolicy],
    [
      'an erasure',
      { refuses: true },
      {
        anonymize: async () => ({ outcome: 'anonymized', status: 410, ambiguous: true }),
        readBack: async () => 'gone',
      },
      'anonymized',
      aSharedPolicy,
    ],
    ['an opt-out', {}, { optOut: async () => ({ outcome: 'opted-out', ambiguous: true }) }, 'kept', optedOut],
  ])('is told of and remembered: %s', async (_title, row, target, kind, decide) => {
    const { outcome, writes } = await writesOf(row, target, decide);
    expect(writes).toEqual([write(kind, true)]);
    expect(outcome).toMatchObject({ kind: 'reconciled', ambiguous: true });
  });

  it.each([
    ['an erasure that was not answered', { refuses: true }, 'maybe-anonymized'],
    ['a sync that was not answered', {}, 'unknown'],
  ] as const)('is told of though it failed: %s', async (_title, row, kind) => {
    const target = { anonymize: failing('unavailable', true), sync: failing('unavailable', true) };
    const { outcome, writes } = await writesOf(row, target);
    expect(writes).toEqual([write(kind, true)]);
    expect(outcome).toMatchObject({ kind: 'failed', ambiguous: true, attempts: 1 });
  });

  it('is told of when it was broken off, which is no failure of a system', async () => {
    const stopped = new DOMException('stopping', 'AbortError');
    const { outcome, writes } = await writesOf({}, { sync: () => Promise.reject(stopped) });
    expect([outcome, writes]).toEqual([stopped, [write('unknown', true)]]);
  });
});

describe('a write that was refused', () => {
  it.each([{}, { refuses: true }])('is not told of (%j)', async (row) => {
    const target = { anonymize: failing('rejected'), sync: failing('rejected') };
    const { outcome, writes } = await writesOf(row, target);
    expect(writes).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(outcome).not.toHaveProperty('ambiguous');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { PortError } from './port-error.ts';
import { type FollowUpOptions, reconcileWithFollowUps } from './reconcile-with-follow-ups.ts';
import { aBrake } from './testing/a-brake.ts';
import { aRow, optionsFor, withContact } from './testing/shared-scene.ts';
import { aSharedWorld, type Row } from './testing/shared-world.ts';

const survivor: RecordRef = { table: 'contact', id: '1' };
const merged: RecordRef = { table: 'contact', id: '2' };

/** Reconciles a survivor, of which one record is merged into it, and counts what that comes to. */
async function followed(rows: readonly [Partial<Row>, Partial<Row>], options: Partial<FollowUpOptions> = {}) {
  const world = aSharedWorld([aRow(survivor, rows[0]), aRow(merged, rows[1])], true);
  for (const id of ['1', '2', 'S-7']) withContact(world, id);
  const followUps: string[] = [];
  let questions = 0;
  const source = {
    ...world.source,
    async mergedRecords() {
      questions += 1;
      return [merged];
    },
  };
  const onFollowUp: FollowUpOptions['onFollowUp'] = ({ id }, { kind }) => followUps.push(`${id} ${kind}`);
  const outcome = await reconcileWithFollowUps(survivor, {
    ...optionsFor(world, { source }),
    onFollowUp,
    ...options,
  });
  return { outcome, followUps, questions, contacts: [...world.contacts.keys()] };
}

describe('the outcome of a reconcile with what follows', () => {
  it('is that of the first who is held, though the record itself was not', async () => {
    const { target } = aSharedWorld([], true);
    const { outcome, followUps } = await followed([{ refuses: true }, { refuses: true }], {
      brake: aBrake(1, { ...target, optOut: async () => ({ outcome: 'opted-out' }) }).brake,
    });
    expect(outcome).toMatchObject({ kind: 'blocked', precondition: 'permit' });
    expect(followUps).toEqual(['2 blocked']);
  });

  it('is that of the record who is held, though nobody else is', async () => {
    const { target } = aSharedWorld([], true);
    const { brake } = aBrake(0, { ...target, optOut: async () => ({ outcome: 'opted-out' }) });
    const { outcome, followUps } = await followed([{ refuses: true }, {}], { brake });
    expect(outcome).toMatchObject({ kind: 'blocked', decision: { rule: 'do-not-email' } });
    expect(followUps).toEqual(['2 reconciled']);
  });

  it('is that of a former id that is held', async () => {
    const { target } = aSharedWorld([], true);
    const { brake } = aBrake(0, { ...target, optOut: async () => ({ outcome: 'opted-out' }) });
    const { outcome, followUps } = await followed([{}, {}], { brake, formerIds: ['S-7'] });
    expect(outcome).toMatchObject({ kind: 'blocked', decision: { causes: ['external-id-changed'] } });
    expect(followUps).toEqual(['1 blocked']);
  });

  it('is that of a former id that may not be forgotten, and nothing follows it', async () => {
    const { outcome, followUps, questions } = await followed([{ refuses: true }, {}], {
      origin: 'unknown',
      formerIds: ['S-7'],
    });
    expect(outcome).toMatchObject({ kind: 'blocked', precondition: 'organization' });
    expect([followUps, questions]).toEqual([['1 blocked'], 0]);
  });

  it('is that of a merged record that did not succeed', async () => {
    const failing = { side: 'target', kind: 'unavailable' } as const;
    const world = aSharedWorld([], true);
    let calls = 0;
    const target = {
      ...world.target,
      async anonymize() {
        if (calls++ > 0) throw new PortError(failing);
        return { outcome: 'anonymized', status: 410 } as const;
      },
      readBack: async () => 'gone' as const,
    };
    const { outcome, followUps } = await followed([{ refuses: true }, { refuses: true }], { target });
    expect(outcome).toMatchObject({ kind: 'failed', failure: failing });
    expect(followUps).toEqual(['2 failed']);
  });

  it('is a failure when nobody can tell which records were merged, and a bug is none', async () => {
    const failure = { side: 'source', kind: 'unavailable' } as const;
    const world = aSharedWorld([aRow(survivor, { refuses: true })], false);
    const options = (error: Error) =>
      optionsFor(world, { source: { ...world.source, mergedRecords: () => Promise.reject(error) } });
    expect(await reconcileWithFollowUps(survivor, options(new PortError(failure)))).toEqual({
      kind: 'failed',
      failure,
      decision: expect.objectContaining({ rule: 'do-not-email' }),
      attempts: 1,
    });
    const bug = new TypeError('oops');
    await expect(reconcileWithFollowUps(survivor, options(bug))).rejects.toBe(bug);
  });
});

describe('what follows', () => {
  it.each([
    ['a sync', {}, 0],
    ['one that is left alone', { state: 'inactive' }, 0],
    ['an erasure', { refuses: true }, 1],
  ] as const)(
    'from %s reaches merged records where something is taken away',
    async (_title, row, questions) => {
      expect(await followed([row, {}])).toMatchObject({ questions });
    },
  );

  it('leaves to the policy what becomes of a merged record, unless an order stands', async () => {
    const { contacts } = await followed([{ refuses: true }, {}]);
    expect(contacts).toEqual(['2', 'S-7']);
  });

  it('looks at the id that the contact has now no second time', async () => {
    const { followUps, contacts } = await followed([{}, {}], { formerIds: ['1', 'S-7'] });
    expect(followUps).toEqual(['1 reconciled']);
    expect(contacts).toEqual(['1', '2']);
  });
});

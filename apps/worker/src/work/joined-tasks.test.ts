import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import type { Initiator } from '@spotler-connector/ledger';
import { createRecordWork, type ReconcileRequest, type RecordTask } from './record-work.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const busyRef = { table: 'lead', id: ref.id } as const;
const failure = failureOf('dataverse', { kind: 'unavailable' });
const LOOK = { secondLook: { erasedAt: undefined } };
const SWEEP = { sweep: true };

function anInitiator(event: string): Initiator {
  return { event, userId: null, operationId: null, changedAt: null };
}

/** The one task that these requests come to, which all wait for another record to be done with. */
async function taskOf(...requests: readonly Partial<ReconcileRequest>[]): Promise<RecordTask | undefined> {
  const tasks: RecordTask[] = [];
  const busy = Promise.withResolvers<void>();
  const work = createRecordWork(1, async (task) => {
    tasks.push(task);
    await busy.promise;
    return { kind: 'failed', failure, attempts: 0 };
  });
  const all = [{ ref: busyRef }, ...requests.map((request) => ({ ref, ...request }))];
  const done = all.map(({ ref: each, ...request }) =>
    work.reconcile(each, { priority: 'ordinary', origin: 'unknown', ...request }),
  );
  busy.resolve();
  await Promise.all(done);
  expect(tasks).toHaveLength(2);
  return tasks[1];
}

describe('the task of several who ask at once', () => {
  it.each<[string, Partial<ReconcileRequest>[], Partial<RecordTask>]>([
    ['one', [{}], {}],
    ['one of ours', [{}, { origin: 'ours' }, {}], { origin: 'ours' }],
    [
      'some whose changes are known',
      [{ initiator: anInitiator('a') }, {}, { initiator: anInitiator('b') }],
      { initiators: [anInitiator('a'), anInitiator('b')] },
    ],
    [
      'some who tell external ids, the last one last',
      [{ externalId: 'S-1' }, { externalId: null }, {}, { externalId: 'S-1' }],
      { toldIds: new Set([null, 'S-1']) },
    ],
    ['second looks', [LOOK, LOOK], { secondLook: true }],
    ['a second look and a change', [LOOK, {}], {}],
    ['a change and a second look', [{}, LOOK], {}],
    ['sweeps', [SWEEP, SWEEP], { sweep: true }],
    ['a sweep and a change', [SWEEP, {}], {}],
    ['a change and a sweep', [{}, SWEEP], {}],
    ['one that says that no sweep asks', [{ sweep: false }], {}],
    ['one that came before', [{}, { redelivered: true }, { redelivered: false }], { redelivered: true }],
    ['one that came before, and others', [{ redelivered: true }, {}], { redelivered: true }],
    [
      'looks after erasures, of which the last one counts',
      [
        { secondLook: { erasedAt: 7 } },
        { secondLook: { erasedAt: 5 } },
        { secondLook: { erasedAt: undefined } },
        { secondLook: { erasedAt: 3 }, externalId: 'S-1' },
        { secondLook: { erasedAt: 9 }, externalId: 'S-1' },
      ],
      {
        secondLook: true,
        toldIds: new Set(['S-1']),
        erasures: new Map([
          [ref.id, 7],
          ['S-1', 9],
        ]),
      },
    ],
    [
      'a look that came before',
      [{ ...LOOK, repeated: true }, { repeated: true }],
      { repeatedLook: 'second-look' },
    ],
    ['a sweep that came before', [{ ...SWEEP, repeated: true }], { sweep: true, repeatedLook: 'sweep' }],
  ])('of %s has what all of them say', async (_title, requests, task) => {
    expect(await taskOf(...requests)).toEqual({
      ref,
      toldIds: new Set(),
      origin: 'unknown',
      initiators: [],
      ...task,
    });
  });
});

describe('whoever asks after the others are answered', () => {
  it('begins anew, with nothing of what they said', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (task) => {
      tasks.push(task);
      return { kind: 'failed', failure, attempts: 0 };
    });
    const request = { priority: 'ordinary', origin: 'unknown' } as const;
    await work.reconcile(ref, { ...request, ...LOOK, redelivered: true, initiator: anInitiator('a') });
    await work.reconcile(ref, request);
    expect(tasks[1]).toEqual({ ref, toldIds: new Set(), origin: 'unknown', initiators: [] });
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ReconcileRequest } from '../work/record-work.ts';
import { handleMessage } from './handle-message.ts';
import { aChange, aJob, aJobWork, aWork, ID, OURS, synced } from './testing/some-work.ts';

/** The requests that a message comes to. */
async function requestsOf(message: Parameters<typeof handleMessage>[0], redelivered = false) {
  const requests: ReconcileRequest[] = [];
  const work = {
    async reconcile(_ref: unknown, request: ReconcileRequest) {
      requests.push(request);
      return synced;
    },
  };
  const options = { work, jobs: undefined, ourOrganizationId: OURS, lastDelivery: false };
  await handleMessage(message, { ...options, redelivered, repeated: redelivered });
  return requests;
}

describe('what a message asks of the work', () => {
  it.each([
    ['Update', 'ordinary', undefined, undefined],
    ['Create', 'ordinary', undefined, undefined],
    ['Delete', 'urgent', undefined, undefined],
    ['SpotlerConnectorSweep', 'low', true, undefined],
    ['SpotlerConnectorSecondLook', 'low', undefined, { erasedAt: 7 }],
  ] as const)('is all that it says: %s', async (messageName, priority, sweep, secondLook) => {
    const [userId, operationId] = ['u', 'o'];
    const message = aChange({
      messageName,
      externalIds: { [ID]: 'S-1' },
      erasedAt: 7,
      initiatingUserId: userId,
      operationId,
      changedAt: 5,
    });
    for (const redelivered of [true, false]) {
      expect(await requestsOf(message, redelivered)).toStrictEqual([
        {
          priority,
          externalId: 'S-1',
          origin: 'ours',
          initiator: { event: messageName, userId, operationId, changedAt: 5 },
          secondLook,
          sweep,
          redelivered,
          repeated: redelivered,
          evicted: undefined,
        },
      ]);
    }
  });

  it('is for a job whether its message came before', async () => {
    const { jobs, requests } = aJobWork();
    await handleMessage(aJob('Create'), { ...aWork().options, jobs, redelivered: true });
    expect(requests).toMatchObject([[ID, { redelivered: true, lastDelivery: false }]]);
  });
});

it('the outcomes of a message are those of its records alone', async () => {
  const outcome = await handleMessage(aChange(), aWork().options);
  expect(outcome).toEqual({
    kind: 'reconciled',
    messageName: 'Update',
    records: [{ ref: { table: 'contact', id: ID }, outcome: synced }],
  });
});

it('a bug that is none of a record gives the message back', async () => {
  const bug = new TypeError('oops');
  const jobs = { carryOut: () => Promise.reject(bug) };
  expect(await handleMessage(aJob('Create'), { ...aWork().options, jobs })).toEqual({
    kind: 'unexpected',
    error: bug,
    jobId: undefined,
    records: [],
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { createDeliveryWindow } from '@spotler-connector/service-bus';
import { processMessage } from './process-message.ts';
import { createRecordAdmission, type RecordAdmission } from './record-admission.ts';
import { aBody, aMessage, aStage } from './testing/a-message-stage.ts';

const decision = { action: 'leave', rule: 'inactive', causes: ['inactive'], policyVersion: '1' } as const;
const LEFT: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'left' }, attempts: 1 };
const NOBODY: RecordAdmission = { admit: async () => () => {} };

function idOf(message: number, record: number): string {
  return `00000000-0000-4000-8000-${String(message * 10_000 + record).padStart(12, '0')}`;
}

/** A message that names so many contacts. */
function naming(records: number, message: number) {
  const Entities = Array.from({ length: records }, (_, record) => ({
    LogicalName: 'contact',
    Id: idOf(message, record),
  }));
  const Targets = { key: 'Targets', value: { Entities } };
  return aMessage(
    aBody({ MessageName: 'UpdateMultiple', PrimaryEntityId: undefined, InputParameters: [Targets] }),
  );
}

/** Processes messages that name so many records each, and tells how many records were in hand at most. */
async function processAll(messages: number, records: number, admission: RecordAdmission) {
  let inHand = 0;
  let most = 0;
  const done = new Set<string>();
  const { options, settlements } = aStage(async ({ id }) => {
    inHand += 1;
    most = Math.max(most, inHand);
    await new Promise(setImmediate);
    inHand -= 1;
    done.add(id);
    return LEFT;
  });
  const window = createDeliveryWindow();
  const process = async (message: number) => {
    const place = window.add();
    await processMessage(naming(records, message), { ...options, admission, place });
    place.done();
  };
  await Promise.all(Array.from({ length: messages }, (_, message) => process(message)));
  return { most, done: done.size, settlements: new Set(settlements.map(({ kind }) => kind)) };
}

describe('records in hand', () => {
  it('are bounded, however many messages name however many, and all are worked off', async () => {
    const seen = await processAll(10, 400, createRecordAdmission(800));
    expect(seen).toMatchObject({ done: 4_000, settlements: new Set(['complete']) });
    expect(seen.most).toBeLessThanOrEqual(500);
  });

  it('would not be without the admission', async () => {
    expect((await processAll(10, 400, NOBODY)).most).toBeGreaterThan(2_000);
  });

  it('are let in at once where a message names few', async () => {
    expect(await processAll(100, 4, createRecordAdmission(1))).toMatchObject({ most: 400, done: 400 });
  });
});

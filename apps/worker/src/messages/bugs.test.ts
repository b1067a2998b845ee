import { describe, expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { processMessage } from './process-message.ts';
import { aBody, aMessage, aStage, CANARY, ID, OTHER_ID } from './testing/a-message-stage.ts';

const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const synced: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };
const MERGE = {
  MessageName: 'Merge',
  InputParameters: [
    {
      key: 'Target',
      value: {
        __type: 'EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts',
        Id: ID,
        LogicalName: 'contact',
      },
    },
    { key: 'SubordinateId', value: OTHER_ID },
  ],
};
const JOB = {
  MessageName: 'Create',
  PrimaryEntityName: 'spotler_job',
  PrimaryEntityId: OTHER_ID,
  InputParameters: [],
};
const FRAME = /^apps\/worker bugs\.test\.ts:\d+ (Object\.)?readsWhatIsNotThere$/;

/** A bug as they are: its text holds an address. */
function readsWhatIsNotThere(): never {
  throw new TypeError(`Cannot read properties of ${CANARY} (reading 'id')`);
}

function linesOf(written: readonly string[]): Record<string, unknown>[] {
  return written.map((logged) => JSON.parse(logged));
}

/** A line that says all there is to say of the bug, and nothing of its text. */
function aBugLine(about: Record<string, unknown>) {
  const error = { name: 'TypeError', stack: expect.arrayContaining([expect.stringMatching(FRAME)]) };
  return { level: 'error', outcome: 'unexpected', errorName: 'TypeError', error, ...about };
}

describe('a bug that surfaces while a message is handled', () => {
  it('is logged as an error, with where it is in our code and which record it was about', async () => {
    const { options, settlements, written, spans, measured } = aStage(async () => readsWhatIsNotThere());
    await processMessage(aMessage(aBody()), options);
    expect(linesOf(written)).toMatchObject([
      aBugLine({ event: 'message settled', table: 'contact', recordId: ID, settlement: 'abandon' }),
    ]);
    expect(settlements).toEqual([{ kind: 'abandon' }]);
    expect(measured).toMatchObject([{ outcome: 'unexpected', settlement: 'abandon' }]);
    expect(spans).toMatchObject([{ recordId: ID, outcome: 'unexpected' }]);
    expect(written.join('')).not.toContain('canary');
  });

  it('would show whom it was about if it was printed as it is', () => {
    expect(readsWhatIsNotThere).toThrow(CANARY);
  });

  it('is logged for the record of a message about two that it was about', async () => {
    const { options, settlements, written } = aStage(async ({ id }) =>
      id === OTHER_ID ? readsWhatIsNotThere() : synced,
    );
    await processMessage(aMessage(aBody(MERGE)), options);
    expect(linesOf(written)).toMatchObject([
      { level: 'warn', event: 'record reconciled', recordId: ID, outcome: 'synced' },
      aBugLine({ event: 'record reconciled', table: 'contact', recordId: OTHER_ID }),
      aBugLine({ event: 'message settled', count: 2 }),
    ]);
    expect(settlements).toEqual([{ kind: 'abandon' }]);
  });

  it('is logged with the job and its record', async () => {
    const { options, settlements, written } = aStage();
    const jobs = {
      async carryOut() {
        try {
          return readsWhatIsNotThere();
        } catch (error) {
          return { kind: 'unexpected', ref: { table: 'lead', id: ID }, error } as const;
        }
      },
    };
    await processMessage(aMessage(aBody(JOB)), { ...options, jobs });
    expect(linesOf(written)).toMatchObject([aBugLine({ table: 'lead', recordId: ID, jobId: OTHER_ID })]);
    expect(settlements).toEqual([{ kind: 'abandon' }]);
  });

  it('is logged with what is known of the message when it surfaces after the work', async () => {
    const { options, written } = aStage();
    const telemetry = { ...options.telemetry, messageSettled: readsWhatIsNotThere };
    await processMessage(aMessage(aBody()), { ...options, telemetry });
    await processMessage(aMessage(aBody(MERGE)), { ...options, telemetry });
    await processMessage(aMessage(aBody(JOB)), { ...options, telemetry });
    await processMessage(aMessage('<xml/>'), { ...options, telemetry });
    const failures = linesOf(written).filter(({ event }) => event === 'message not processed');
    const error = { name: 'TypeError', stack: expect.arrayContaining([expect.stringMatching(FRAME)]) };
    expect(failures).toMatchObject([
      { level: 'error', table: 'contact', recordId: ID, messageName: 'Update', error },
      { level: 'error', table: 'contact', count: 2, messageName: 'Merge', error },
      { level: 'error', jobId: OTHER_ID, messageName: 'Create', error },
      { level: 'error', error },
    ]);
    expect(written.join('')).not.toContain('canary');
  });
});

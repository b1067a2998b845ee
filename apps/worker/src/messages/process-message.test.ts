import { readFile } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createLogger } from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { Settlement } from '@spotler-connector/settlement';
import { processMessage } from './process-message.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const CANARY = 'canary@example.org';
const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '1' } as const;
const erased: ReconcileOutcome = {
  kind: 'reconciled',
  decision,
  effect: { kind: 'anonymized', status: 410 },
  attempts: 1,
};

function aBody(overrides: Record<string, unknown> = {}): Buffer {
  const target = {
    __type: 'Entity:http://schemas.microsoft.com/xrm/2011/Contracts',
    Attributes: [{ key: 'emailaddress1', value: CANARY }],
    Id: ID,
    LogicalName: 'contact',
  };
  const body = {
    MessageName: 'Update',
    PrimaryEntityName: 'contact',
    PrimaryEntityId: ID,
    InputParameters: [{ key: 'Target', value: target }],
    ...overrides,
  };
  return Buffer.from(JSON.stringify(body));
}

function aMessage(body: unknown): ServiceBusReceivedMessage {
  const lockedUntilUtc = new Date(Date.now() + 60_000);
  return { body, lockToken: 'token', lockedUntilUtc, deliveryCount: 0 } as ServiceBusReceivedMessage;
}

/** Everything around a message, with what was settled and what was logged. */
function aStage(outcome: () => Promise<ReconcileOutcome> = async () => erased) {
  const settlements: Settlement[] = [];
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const options = {
    receiver: { renewMessageLock: async () => new Date(Date.now() + 60_000) },
    work: { reconcile: outcome, size: { waiting: 0, running: 0 } },
    settler: {
      settle: async (_message: ServiceBusReceivedMessage, settlement: Settlement) => {
        settlements.push(settlement);
        return 'settled' as const;
      },
    },
    released: new AbortController().signal,
    logger: createLogger({ level: 'debug', format: 'json', stream }),
  };
  return { options, settlements, written };
}

describe('processing a message', () => {
  it('completes it and says what was decided and done', async () => {
    const { options, settlements, written } = aStage();
    await processMessage(aMessage(aBody()), options);
    expect(settlements).toEqual([{ kind: 'complete' }]);
    expect(JSON.parse(written.join(''))).toMatchObject({
      event: 'message settled',
      table: 'contact',
      recordId: ID,
      messageName: 'Update',
      action: 'anonymize',
      rule: 'deleted',
      causes: ['deleted'],
      outcome: 'anonymized',
      spotlerStatus: 410,
      readBack: 'gone',
      settlement: 'complete',
      deliveryCount: 1,
    });
  });

  it('takes text and parsed bodies too, which other senders use', async () => {
    const { options, settlements } = aStage();
    await processMessage(aMessage(aBody().toString()), options);
    await processMessage(aMessage(JSON.parse(aBody().toString())), options);
    expect(settlements).toEqual([{ kind: 'complete' }, { kind: 'complete' }]);
  });

  it.each([
    ['no JSON', Buffer.from(`<xml>${CANARY}</xml>`)],
    ['no message', aBody({ MessageName: { name: CANARY } })],
    ['nothing', undefined],
  ])('dead-letters %s without a word of it', async (_title, body) => {
    const { options, settlements, written } = aStage();
    await processMessage(aMessage(body), options);
    expect(settlements).toMatchObject([{ kind: 'dead-letter', reason: 'MalformedMessage' }]);
    expect(JSON.stringify(settlements) + written.join('')).not.toContain('canary');
  });

  it('settles nothing when its lock is lost', async () => {
    const { options, settlements, written } = aStage();
    const lost = { ...aMessage(aBody()), lockedUntilUtc: new Date(0) };
    await processMessage(lost, options);
    expect(settlements).toEqual([]);
    expect(JSON.parse(written.join(''))).toMatchObject({ settlement: 'lock-lost', outcome: 'anonymized' });
  });

  it('survives a queue that is out of reach when it settles', async () => {
    const { options, written } = aStage();
    const settle = () => Promise.reject(new Error(`no way to ${CANARY}`));
    await processMessage(aMessage(aBody()), { ...options, settler: { settle } });
    expect(JSON.parse(written.join(''))).toMatchObject({ event: 'message not settled' });
    expect(written.join('')).not.toContain('canary');
  });

  it('handles a sample of the real thing', async () => {
    const sample = new URL(
      '../../../../packages/dataverse/samples/09-delete-account-sync.json',
      import.meta.url,
    );
    const { options, written } = aStage();
    await processMessage(aMessage(await readFile(sample)), options);
    expect(JSON.parse(written.join(''))).toMatchObject({ table: 'account', messageName: 'Delete' });
  });
});

import { readFile } from 'node:fs/promises';
import { ServiceBusError, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { Settlement } from '@spotler-connector/service-bus';
import type { ReconcileRequest } from '../work/record-work.ts';
import { processMessage } from './process-message.ts';
import { aBody, aMessage, aStage, CANARY, ID, NOW, OTHER_ID } from './testing/a-message-stage.ts';

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
      attempts: 1,
    });
  });

  it('counts it once and traces it with the correlation id, whatever came of it', async () => {
    const correlationId = '0cf8a7e1-3a52-4f39-9b7a-6d1f2c3b4a59';
    const { options, measured, spans, written } = aStage();
    const body = aBody({ CorrelationId: correlationId });
    await processMessage({ ...aMessage(body), enqueuedTimeUtc: new Date(NOW - 1_000) }, options);
    await processMessage(aMessage('<xml/>'), options);
    expect(measured).toMatchObject([
      { settlement: 'complete', outcome: 'reconciled', table: 'contact' },
      { settlement: 'dead-letter', outcome: 'malformed', reason: 'MalformedMessage', queueDelayMs: 0 },
    ]);
    expect(measured[0]?.queueDelayMs).toBe(1_000);
    expect(spans).toMatchObject([
      { correlationId, recordId: ID, outcome: 'anonymized' },
      { outcome: 'malformed' },
    ]);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({ correlationId });
  });

  it.each([
    ['a body that is no JSON', { body: { number: 1n } }],
    ['a content type that is no text', { body: Buffer.from('<xml/>'), contentType: 5 }],
    ['no body', { body: undefined }],
  ])('sets a message aside that has %s', async (_title, odd) => {
    const { options, settlements } = aStage();
    await processMessage(Object.assign(aMessage(''), odd), options);
    expect(settlements).toMatchObject([{ kind: 'dead-letter', reason: 'MalformedMessage' }]);
  });

  it('has a job carried out, and says about which record it was and which delivery is the last', async () => {
    const { options, settlements, written, measured, carriedOut } = aStage();
    const body = aBody({
      MessageName: 'Create',
      PrimaryEntityName: 'spotler_job',
      PrimaryEntityId: OTHER_ID,
      InputParameters: [],
    });
    await processMessage(aMessage(body), options);
    await processMessage({ ...aMessage(body), deliveryCount: 9 }, options);
    expect(carriedOut).toMatchObject([
      [OTHER_ID, { lastDelivery: false }],
      [OTHER_ID, { lastDelivery: true }],
    ]);
    expect(settlements).toEqual([{ kind: 'complete' }, { kind: 'complete' }]);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      jobId: OTHER_ID,
      table: 'contact',
      recordId: ID,
      messageName: 'Create',
      action: 'anonymize',
      outcome: 'anonymized',
      spotlerStatus: 410,
    });
    expect(measured[0]).toMatchObject({ outcome: 'job', settlement: 'complete' });
  });

  it('settles nothing in a dry run, and says that it was one', async () => {
    const { options, settlements, measured, written } = aStage();
    await processMessage(aMessage(aBody()), { ...options, settler: 'none' });
    expect(settlements).toEqual([]);
    expect(measured).toMatchObject([{ settlement: 'none' }]);
    expect(JSON.parse(written.join(''))).toMatchObject({ dryRun: true, settlement: 'complete' });
  });

  it('writes one logged for a message about two records, and one more for each of them', async () => {
    const survivor = {
      __type: 'EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts',
      Id: ID,
      LogicalName: 'contact',
    };
    const InputParameters = [
      { key: 'Target', value: survivor },
      { key: 'SubordinateId', value: OTHER_ID },
    ];
    const { options, written, measured } = aStage();
    await processMessage(aMessage(aBody({ MessageName: 'Merge', InputParameters })), options);
    const events = written.map((logged) => JSON.parse(logged));
    expect(events.map(({ event }) => event)).toEqual([
      'record reconciled',
      'record reconciled',
      'message settled',
    ]);
    expect(events.at(-1)).toMatchObject({ count: 2, outcome: 'reconciled', settlement: 'complete' });
    expect(measured).toHaveLength(1);
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

  it('settles it even when its lock seems lost, and says that it was', async () => {
    const { options, written } = aStage();
    const attempts: Settlement[] = [];
    const settle = async (_message: ServiceBusReceivedMessage, settlement: Settlement) => {
      attempts.push(settlement);
      return 'lock-lost' as const;
    };
    const lost = { ...aMessage(aBody()), lockedUntilUtc: new Date(0) };
    await processMessage(lost, { ...options, settler: { settle } });
    expect(attempts).toEqual([{ kind: 'complete' }]);
    expect(JSON.parse(written.join(''))).toMatchObject({ settlement: 'lock-lost', outcome: 'anonymized' });
  });

  it('finds the contact of a deleted record by the column that is configured', async () => {
    const requests: ReconcileRequest[] = [];
    const { options } = aStage(async (_ref, request) => {
      requests.push(request);
      return { kind: 'unsettled', decision: decideExplicitly(), attempts: 1 };
    });
    const image = {
      __type: 'Entity:http://schemas.microsoft.com/xrm/2011/Contracts',
      Attributes: [{ key: 'new_spotlerid', value: 'S-1' }],
      Id: ID,
      LogicalName: 'contact',
    };
    const reference = { ...image, __type: 'EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts' };
    const body = aBody({
      MessageName: 'Delete',
      InputParameters: [{ key: 'Target', value: reference }],
      PreEntityImages: [{ key: 'spotler', value: image }],
    });
    await processMessage(aMessage(body), { ...options, decoding: { externalIdColumn: 'new_spotlerid' } });
    await processMessage(aMessage(body), { ...options, decoding: {} });
    expect(requests.map(({ externalId }) => externalId)).toEqual(['S-1', undefined]);
  });

  it.each([
    ['a queue that is out of reach', new ServiceBusError(`no way to ${CANARY}`, 'ServiceTimeout'), 'warn'],
    ['a bug', new TypeError(`${CANARY} is not a function`), 'error'],
  ])('survives %s when it settles', async (_title, error, level) => {
    const { options, written, spans, measured } = aStage();
    const settle = () => Promise.reject(error);
    await processMessage(aMessage(aBody()), { ...options, settler: { settle } });
    expect(JSON.parse(written.join(''))).toMatchObject({ level, event: 'message not settled' });
    expect(spans).toMatchObject([{ error }]);
    expect(measured).toEqual([]);
    expect(written.join('')).not.toContain('canary');
  });

  it('handles a sample of the real thing', async () => {
    const sample = new URL(
      '../../../../packages/dataverse/samples/09-delete-account-sync.json',
      import.meta.url,
    );
    const { options, written } = aStage();
    const body = await readFile(sample);
    const { OrganizationId: ourOrganizationId } = JSON.parse(body.toString());
    await processMessage(aMessage(body), { ...options, ourOrganizationId });
    expect(JSON.parse(written.join(''))).toMatchObject({ table: 'account', messageName: 'Delete' });
  });
});

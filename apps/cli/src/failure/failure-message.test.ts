import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { PortError } from '@spotler-connector/reconciler';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import { failureMessage } from './failure-message.ts';
import { usageError } from './operator-error.ts';

const CANARY = 'canary-4711@example.org';

describe('failureMessage', () => {
  it.each([
    [usageError('Name a record.'), 'Name a record.'],
    [
      new PortError({ side: 'source', kind: 'authentication', status: 403 }),
      'Dataverse refuses the credentials or lacks a right; `doctor` says which (status 403).',
    ],
    [
      new SpotlerError({ kind: 'unavailable', endpoint: 'GET /contact/{externalId}', code: 'ECONNREFUSED' }),
      'Spotler is not available: GET /contact/{externalId} (ECONNREFUSED).',
    ],
    [
      new ServiceBusError(CANARY, 'MessagingEntityNotFound'),
      'Service Bus knows no such queue, topic or subscription.',
    ],
    [new ServiceBusError(CANARY, 'GeneralError'), 'Service Bus answered GeneralError.'],
    [
      new AggregateError([new ServiceBusError(CANARY, 'ServiceTimeout')], CANARY),
      'Service Bus did not answer in time.',
    ],
    [Object.assign(new Error(CANARY), { code: 'ECONNREFUSED' }), 'It failed with ECONNREFUSED.'],
    [Object.assign(new Error(CANARY), { code: CANARY }), 'Something unexpected failed; --debug shows where.'],
    [CANARY, 'Something unexpected failed; --debug shows where.'],
  ])('says of %s what an operator can act on', (error, message) => {
    expect(failureMessage(error)).toBe(message);
    expect(failureMessage(error)).not.toContain('canary');
  });
});

import { expect, it } from '@jest/globals';
import { lookMessage } from '@spotler-connector/dataverse';
import { decodeQueueMessage } from '../decode-queue-message.ts';
import { secondLookMessage } from './second-look-message.ts';

const LOOK = {
  ref: { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' },
  organizationId: '0a0b0c0d-0000-4000-8000-000000000001',
  contactId: 'S-7',
  erasedAt: 5,
} as const;

it('the message of a second look comes when that is due, and asks to look at the record', () => {
  const message = secondLookMessage({ ...LOOK, id: 'look-1', dueAt: 1_800_000_000_000 });
  expect(message).toMatchObject({
    messageId: 'look-1',
    contentType: 'application/json',
    scheduledEnqueueTimeUtc: new Date(1_800_000_000_000),
  });
  expect(JSON.parse(String(message.body))).toEqual(lookMessage({ ...LOOK, reason: 'second-look' }));
  expect(decodeQueueMessage({ body: message.body })).toMatchObject({ kind: 'change', records: [LOOK.ref] });
});

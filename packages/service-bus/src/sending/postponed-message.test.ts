import { ServiceBusClient } from '@azure/service-bus';
import { expect, it } from '@jest/globals';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { QUEUE, withQueue } from '../testing/with-queue.ts';
import { isPostponed, postponedMessage } from './postponed-message.ts';

it(
  'a postponed message comes later, with everything that it had and its deliveries counted anew',
  withQueue(async ({ emulator }) => {
    const client = new ServiceBusClient(emulator.connectionString);
    const sender = client.createSender(QUEUE);
    await sender.sendMessages({
      body: Buffer.from('{"a":1}'),
      messageId: 'one',
      contentType: 'application/json',
      correlationId: 'c',
      applicationProperties: { entity: 'contact', number: 7 },
    });
    const receiver = client.createReceiver(QUEUE, { skipParsingBodyAsJson: true });
    const [received] = await receiver.receiveMessages(1);
    if (received === undefined) throw new Error('It was sent');
    await sender.sendMessages(postponedMessage(received, new Date(Date.now() + 60_000)));
    await receiver.completeMessage(received);
    expect(emulator.counts(QUEUE)).toMatchObject({ activeMessageCount: 0, scheduledMessageCount: 1 });
    const [waiting] = await receiver.peekMessages(1);
    expect(waiting).toMatchObject({
      contentType: 'application/json',
      correlationId: 'c',
      applicationProperties: { entity: 'contact', number: 7 },
      messageId: `postponed-${received.sequenceNumber?.toString()}`,
      deliveryCount: 0,
    });
    expect(String(waiting?.body)).toBe('{"a":1}');
    await client.close();
  }),
);

it('the same delivery has the same id when it is postponed again', () => {
  const message = aReceivedMessage({ body: 'x', sequenceNumber: { toString: () => '7' } });
  const ids = [1, 2].map((at) => postponedMessage(message, new Date(at)).messageId);
  expect(ids).toEqual(['postponed-7', 'postponed-7']);
});

it('a postponed message is like the one that was received, but for its id, its times and its Guids', () => {
  const message = aReceivedMessage({ body: 'x', timeToLive: 5, messageId: 'one', subject: 's' });
  expect(postponedMessage(message, new Date(7))).toEqual({
    body: 'x',
    subject: 's',
    messageId: 'postponed-',
    applicationProperties: {},
    scheduledEnqueueTimeUtc: new Date(7),
  });
});

it.each([
  ['postponed-7', true],
  ['7-postponed-', false],
  ['7', false],
  [7, false],
  [undefined, false],
])('a postponed message is known by its id: %p', (messageId, expected) => {
  expect(isPostponed(aReceivedMessage({ messageId }))).toBe(expected);
});

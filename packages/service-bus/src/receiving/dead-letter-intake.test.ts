import { ServiceBusError, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { type DeadLetterReceiver, openDeadLetterIntake } from './dead-letter-intake.ts';

type GetMessages = Parameters<DeadLetterReceiver['receiveMessages']>[1];

/** A dead-letter queue in memory; it logs what happens and how much had happened when a link was opened. */
function aDeadLetterQueue(length: number, lost?: Error) {
  const events: string[] = [];
  const opened: number[] = [];
  const waits: unknown[] = [];
  const unlocked = Array.from({ length }, (_, index) => aReceivedMessage({ messageId: index + 1 }));
  const log = (what: string) => async (message: ServiceBusReceivedMessage) =>
    void events.push(`${what} ${message.messageId}`);
  const openReceiver = () => {
    const link = opened.push(events.length);
    return {
      async receiveMessages(count: number, { maxWaitTimeInMs }: GetMessages = {}) {
        waits.push(maxWaitTimeInMs);
        const messages = unlocked.splice(0, count);
        for (const message of messages) await log('lock')(message);
        return messages;
      },
      async renewMessageLock(message: ServiceBusReceivedMessage) {
        await log(`renew over ${link}:`)(message);
        return new Date();
      },
      async completeMessage(message: ServiceBusReceivedMessage) {
        if (lost !== undefined) throw lost;
        await log(`complete over ${link}:`)(message);
      },
      abandonMessage: log('abandon'),
      deadLetterMessage: log('dead-letter'),
      close: async () => void events.push(`close ${link}`),
    };
  };
  return { events, opened, waits, openReceiver };
}

describe('the intake of dead letters', () => {
  it('frees what was neither completed nor left to run out', async () => {
    const { events, openReceiver } = aDeadLetterQueue(3);
    const intake = openDeadLetterIntake(openReceiver);
    const [first, second] = await intake.next(2);
    if (first === undefined || second === undefined) throw new Error('There are two dead letters');
    expect(await intake.complete(first)).toBe(true);
    await intake.close();
    expect(events).toEqual(['lock 1', 'lock 2', 'complete over 1: 1', 'abandon 2', 'close 1']);
  });

  it('waits a second for more, and renews the locks of those that it has', async () => {
    const { events, waits, openReceiver } = aDeadLetterQueue(1);
    const intake = openDeadLetterIntake(openReceiver);
    const [message] = await intake.next(1);
    if (message === undefined) throw new Error('There is a dead letter');
    await intake.renew(message);
    expect([events, waits]).toEqual([['lock 1', 'renew over 1: 1'], [1_000]]);
  });

  it('changes the link before it holds more than the client can', async () => {
    const { events, opened, openReceiver } = aDeadLetterQueue(1_600);
    const intake = openDeadLetterIntake(openReceiver);
    for (let batch = 0; batch < 15; batch += 1) await intake.next(100);
    const [message] = await intake.next(100);
    if (message === undefined) throw new Error('There are more dead letters');
    await intake.complete(message);
    await intake.close();
    expect(opened).toEqual([0, 1_501]);
    expect(events.filter((event) => !/^(lock|abandon)/.test(event))).toEqual([
      'close 1',
      'complete over 2: 1501',
      'close 2',
    ]);
    expect(events.filter((event) => event.startsWith('abandon'))).toHaveLength(99);
  });

  it('tells when a lock was lost, and does not free what it has lost', async () => {
    const lost = new ServiceBusError('The lock is gone', 'MessageLockLost');
    const { events, openReceiver } = aDeadLetterQueue(1, lost);
    const intake = openDeadLetterIntake(openReceiver);
    const [message] = await intake.next(1);
    if (message === undefined) throw new Error('There is a dead letter');
    expect(await intake.complete(message)).toBe(false);
    await intake.close();
    expect(events).toEqual(['lock 1', 'close 1']);
  });
});

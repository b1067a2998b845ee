import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { openDeadLetterIntake } from './dead-letter-intake.ts';

/** A dead-letter queue in memory; it logs what happens and how much had happened when a link was opened. */
function aDeadLetterQueue(length: number) {
  const events: string[] = [];
  const opened: number[] = [];
  const unlocked = Array.from(
    { length },
    (_, index) => ({ messageId: index + 1 }) as ServiceBusReceivedMessage,
  );
  const log = (what: string) => async (message: ServiceBusReceivedMessage) =>
    void events.push(`${what} ${message.messageId}`);
  const openReceiver = () => {
    opened.push(events.length);
    return {
      async receiveMessages(count: number) {
        const messages = unlocked.splice(0, count);
        for (const message of messages) await log('lock')(message);
        return messages;
      },
      renewMessageLock: async () => new Date(),
      completeMessage: log('complete'),
      abandonMessage: log('abandon'),
      deadLetterMessage: log('dead-letter'),
      close: async () => {},
    };
  };
  return { events, opened, openReceiver };
}

describe('the intake of dead letters', () => {
  it('frees what was neither completed nor left to run out', async () => {
    const { events, openReceiver } = aDeadLetterQueue(3);
    const intake = openDeadLetterIntake(openReceiver);
    const [first, second] = await intake.next(2);
    if (first === undefined || second === undefined) throw new Error('There are two dead letters');
    expect(await intake.complete(first)).toBe(true);
    await intake.close();
    expect(events).toEqual(['lock 1', 'lock 2', 'complete 1', 'abandon 2']);
  });

  it('changes the link before it holds more than the client can', async () => {
    const { events, opened, openReceiver } = aDeadLetterQueue(1_600);
    const intake = openDeadLetterIntake(openReceiver);
    for (let batch = 0; batch < 16; batch += 1) await intake.next(100);
    await intake.close();
    expect(opened).toEqual([0, 1_500]);
    expect(events.filter((event) => event.startsWith('abandon'))).toHaveLength(100);
  });
});

import { ServiceBusError, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import type { Settlement } from './settlement.ts';
import { createSettler, type SettlingReceiver } from './settler.ts';

const COMPLETE: Settlement = { kind: 'complete' };
const DEAD_LETTER: Settlement = { kind: 'dead-letter', reason: 'MalformedMessage', description: 'no body' };

function aMessage(messageId: string): ServiceBusReceivedMessage {
  return { messageId, body: undefined } as ServiceBusReceivedMessage;
}

/** A receiver with the client library's fault: what is settled in one tick gets the first one's outcome. */
function aMergingReceiver() {
  const settled = new Map<unknown, string>();
  let flush: { outcome: string; done: Promise<void> } | undefined;
  const settleAs = (outcome: string) => async (message: ServiceBusReceivedMessage) => {
    flush ??= { outcome, done: new Promise(setImmediate) };
    settled.set(message.messageId, flush.outcome);
    await flush.done;
    flush = undefined;
  };
  const receiver: SettlingReceiver = {
    completeMessage: settleAs('complete'),
    abandonMessage: settleAs('abandon'),
    deadLetterMessage: (message, options) => settleAs(`dead-letter ${options?.deadLetterReason}`)(message),
  };
  return { receiver, settled };
}

describe('the settler', () => {
  it('gives every message its own outcome when many are settled at once', async () => {
    const { receiver, settled } = aMergingReceiver();
    const settler = createSettler(receiver);
    const ids = Array.from({ length: 30 }, (_, index) => String(index));
    await Promise.all(ids.map((id, n) => settler.settle(aMessage(id), n % 3 === 0 ? DEAD_LETTER : COMPLETE)));
    for (const [n, id] of ids.entries()) {
      expect(settled.get(id)).toBe(n % 3 === 0 ? 'dead-letter MalformedMessage' : 'complete');
    }
  });

  it('is needed: without it a dead letter beside a completed message vanishes', async () => {
    const { receiver, settled } = aMergingReceiver();
    await Promise.all([receiver.completeMessage(aMessage('a')), receiver.deadLetterMessage(aMessage('b'))]);
    expect(settled.get('b')).toBe('complete');
  });

  it('keeps the reasons of two dead letters apart', async () => {
    const { receiver, settled } = aMergingReceiver();
    const settler = createSettler(receiver);
    await Promise.all([
      settler.settle(aMessage('a'), DEAD_LETTER),
      settler.settle(aMessage('b'), { ...DEAD_LETTER, reason: 'SpotlerRejected' }),
    ]);
    expect(settled.get('b')).toBe('dead-letter SpotlerRejected');
  });

  it('settles equal ones together', async () => {
    const { receiver } = aMergingReceiver();
    let atOnce = 0;
    let most = 0;
    const counting: SettlingReceiver = {
      ...receiver,
      async completeMessage(message) {
        most = Math.max(most, ++atOnce);
        await receiver.completeMessage(message);
        atOnce -= 1;
      },
    };
    const settler = createSettler(counting);
    await Promise.all(['a', 'b', 'c'].map((id) => settler.settle(aMessage(id), COMPLETE)));
    expect(most).toBe(3);
  });

  it('takes a lost lock for an answer, since another delivery will settle the message', async () => {
    const { receiver } = aMergingReceiver();
    const lost = new ServiceBusError('The lock is gone', 'MessageLockLost');
    const settler = createSettler({ ...receiver, completeMessage: () => Promise.reject(lost) });
    await expect(settler.settle(aMessage('a'), COMPLETE)).resolves.toBe('lock-lost');
  });

  it('throws when the queue is out of reach, and settles the next one all the same', async () => {
    const { receiver } = aMergingReceiver();
    const away = new ServiceBusError('Away', 'ServiceCommunicationProblem');
    const settler = createSettler({ ...receiver, completeMessage: () => Promise.reject(away) });
    await expect(settler.settle(aMessage('a'), COMPLETE)).rejects.toBe(away);
    await expect(settler.settle(aMessage('b'), { kind: 'abandon' })).resolves.toBe('settled');
  });
});

import { ServiceBusError, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import type { Settlement } from './settlement.ts';
import { createSettler, type SettlingReceiver } from './settler.ts';

const ABANDON: Settlement = { kind: 'abandon' };
const COMPLETE: Settlement = { kind: 'complete' };
const DEAD_LETTER: Settlement = { kind: 'dead-letter', reason: 'MalformedMessage', description: 'no body' };

function aMessage(messageId: string): ServiceBusReceivedMessage {
  return aReceivedMessage({ messageId });
}

/** A receiver with the client library's fault: what is settled in one tick gets the first one's outcome. */
function aMergingReceiver() {
  const settled = new Map<unknown, string>();
  let flushes = 0;
  let flush: { outcome: string; done: Promise<void> } | undefined;
  const settleAs = (outcome: string) => async (message: ServiceBusReceivedMessage) => {
    if (flush === undefined) flushes += 1;
    flush ??= { outcome, done: new Promise(setImmediate) };
    settled.set(message.messageId, flush.outcome);
    await flush.done;
    flush = undefined;
  };
  const receiver: SettlingReceiver = {
    completeMessage: settleAs('complete'),
    abandonMessage: settleAs('abandon'),
    deadLetterMessage: (message, options) =>
      settleAs(`dead-letter ${options?.deadLetterReason}: ${options?.deadLetterErrorDescription}`)(message),
  };
  return { receiver, settled, flushes: () => flushes };
}

describe('the settler', () => {
  it('gives every message its own outcome when many are settled at once', async () => {
    const { receiver, settled } = aMergingReceiver();
    const settler = createSettler(receiver);
    const ids = Array.from({ length: 30 }, (_, index) => String(index));
    await Promise.all(ids.map((id, n) => settler.settle(aMessage(id), n % 3 === 0 ? DEAD_LETTER : COMPLETE)));
    for (const [n, id] of ids.entries()) {
      expect(settled.get(id)).toBe(n % 3 === 0 ? 'dead-letter MalformedMessage: no body' : 'complete');
    }
  });

  it.each<[string, Settlement, string]>([
    ['completes', COMPLETE, 'complete'],
    ['abandons', ABANDON, 'abandon'],
    ['dead-letters', DEAD_LETTER, 'dead-letter MalformedMessage: no body'],
  ])('%s a message that is to be', async (_title, settlement, outcome) => {
    const { receiver, settled } = aMergingReceiver();
    await createSettler(receiver).settle(aMessage('a'), settlement);
    expect([...settled]).toEqual([['a', outcome]]);
  });

  it.each<[Settlement, Settlement]>([
    [COMPLETE, ABANDON],
    [ABANDON, COMPLETE],
    [ABANDON, DEAD_LETTER],
    [DEAD_LETTER, COMPLETE],
    [DEAD_LETTER, { ...DEAD_LETTER, description: 'two bodies' }],
  ])('lets %j and %j share no flush', async (first, second) => {
    const { receiver, flushes } = aMergingReceiver();
    const settler = createSettler(receiver);
    await Promise.all([settler.settle(aMessage('a'), first), settler.settle(aMessage('b'), second)]);
    expect(flushes()).toBe(2);
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
    expect(settled.get('b')).toBe('dead-letter SpotlerRejected: no body');
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

  it.each(['MessageLockLost', 'SessionLockLost'] as const)(
    'takes %s for an answer, since another delivery will settle the message',
    async (code) => {
      const { receiver } = aMergingReceiver();
      const lost = new ServiceBusError('The lock is gone', code);
      const settler = createSettler({ ...receiver, completeMessage: () => Promise.reject(lost) });
      await expect(settler.settle(aMessage('a'), COMPLETE)).resolves.toBe('lock-lost');
    },
  );

  it('throws when the queue is out of reach, and settles the next one all the same', async () => {
    const { receiver } = aMergingReceiver();
    const away = new ServiceBusError('Away', 'ServiceCommunicationProblem');
    const settler = createSettler({ ...receiver, completeMessage: () => Promise.reject(away) });
    await expect(settler.settle(aMessage('a'), COMPLETE)).rejects.toBe(away);
    await expect(settler.settle(aMessage('b'), { kind: 'abandon' })).resolves.toBe('settled');
  });
});

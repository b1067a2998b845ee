import { describe, expect, it } from '@jest/globals';
import { aMessage, aQueue, NOTHING, tokenOf } from '../testing/a-queue.ts';

const WHY = { reason: 'why', description: 'because' };

describe('a queue', () => {
  it('hands out messages in order, each once', () => {
    const { entity } = aQueue();
    for (const messageId of ['a', 'b']) entity.main.enqueue(aMessage({ messageId }), 0);
    expect(entity.main.take('peekLock', 0)?.messageId).toBe('a');
    expect(entity.main.take('peekLock', 0)?.messageId).toBe('b');
    expect(entity.main.take('peekLock', 0)).toBeUndefined();
  });

  it('gives an abandoned message its old place back', () => {
    const { entity } = aQueue();
    for (const messageId of ['a', 'b']) entity.main.enqueue(aMessage({ messageId }), 0);
    const first = entity.main.take('peekLock', 0);
    entity.main.settlements.abandon(tokenOf(first), NOTHING, 0);
    expect(entity.main.take('peekLock', 0)).toMatchObject({ messageId: 'a', deliveryCount: 1 });
  });

  it('counts a lock that runs out as a delivery, at the moment it runs out', () => {
    const { entity, events } = aQueue({ lockDuration: 100 });
    entity.main.enqueue(aMessage(), 0);
    entity.main.take('peekLock', 0);
    expect(entity.main.nextDeadline).toBe(100);
    entity.main.advance(99);
    expect(entity.main.take('peekLock', 99)).toBeUndefined();
    expect(entity.main.take('peekLock', 100)?.deliveryCount).toBe(1);
    expect(events.map(({ kind, at }) => [kind, at])).toContainEqual(['lock-expired', 100]);
  });

  it('refuses every settlement of a message whose lock is gone', () => {
    const { entity } = aQueue({ lockDuration: 100 });
    entity.main.enqueue(aMessage(), 0);
    const token = tokenOf(entity.main.take('peekLock', 0));
    const { settlements } = entity.main;
    for (const settle of [
      () => settlements.complete(token, 100),
      () => settlements.abandon(token, NOTHING, 100),
      () => settlements.defer(token, NOTHING, 100),
      () => settlements.deadLetter(token, WHY, NOTHING, 100),
      () => settlements.renew(token, 100),
    ]) {
      expect(settle).toThrow(expect.objectContaining({ condition: 'com.microsoft:message-lock-lost' }));
    }
    expect(entity.main.counts.active).toBe(1);
  });

  it('does not lose a renewed lock at its first end', () => {
    const { entity } = aQueue({ lockDuration: 100 });
    entity.main.enqueue(aMessage(), 0);
    const token = tokenOf(entity.main.take('peekLock', 0));
    expect(entity.main.settlements.renew(token, 60)).toBe(160);
    entity.main.settlements.complete(token, 159);
    expect(entity.main.counts.active).toBe(0);
  });

  it('dead-letters after too many deliveries, and not one delivery before', () => {
    const { entity } = aQueue({ maxDeliveryCount: 2 });
    entity.main.enqueue(aMessage(), 0);
    entity.main.settlements.abandon(tokenOf(entity.main.take('peekLock', 0)), NOTHING, 0);
    expect(entity.counts.deadLetterMessageCount).toBe(0);
    entity.main.settlements.abandon(tokenOf(entity.main.take('peekLock', 0)), NOTHING, 0);
    const [dead] = entity.deadLetter.peek(0, 1, 0);
    expect(dead?.modified).toEqual(
      new Map([
        ['DeadLetterReason', 'MaxDeliveryCountExceeded'],
        ['DeadLetterErrorDescription', 'Message could not be consumed after 2 delivery attempts.'],
      ]),
    );
  });

  it('keeps the sequence number, the properties and the count of a dead letter', () => {
    const { entity } = aQueue();
    entity.main.enqueue(aMessage({ messageId: 'other' }), 0);
    entity.main.enqueue(aMessage(), 0);
    entity.main.take('peekLock', 0);
    const token = tokenOf(entity.main.take('peekLock', 0));
    entity.main.settlements.deadLetter(token, WHY, new Map([['n', 'x']]), 0);
    expect(entity.deadLetter.peek(0, 1, 0)[0]).toMatchObject({
      sequenceNumber: 2,
      deliveryCount: 0,
      deadLetterSource: 'orders',
      modified: new Map([
        ['n', 'x'],
        ['DeadLetterReason', 'why'],
        ['DeadLetterErrorDescription', 'because'],
      ]),
    });
  });

  it('refuses to dead-letter a dead letter, and frees it at once', () => {
    const { entity } = aQueue();
    entity.main.enqueue(aMessage(), 0);
    entity.main.settlements.deadLetter(tokenOf(entity.main.take('peekLock', 0)), WHY, NOTHING, 0);
    const token = tokenOf(entity.deadLetter.take('peekLock', 0));
    expect(() => entity.deadLetter.settlements.deadLetter(token, WHY, NOTHING, 0)).toThrow(
      /dead-lettered again/,
    );
    expect(entity.deadLetter.take('peekLock', 0)?.deliveryCount).toBe(0);
  });

  it('sets a deferred message aside, and finds it by number only', () => {
    const { entity } = aQueue();
    entity.main.enqueue(aMessage(), 0);
    entity.main.settlements.defer(tokenOf(entity.main.take('peekLock', 0)), NOTHING, 0);
    expect(entity.counts).toMatchObject({ activeMessageCount: 0, deferredMessageCount: 1 });
    expect(entity.main.take('peekLock', 0)).toBeUndefined();
    const [deferred] = entity.main.takeDeferred([1], 'peekLock', 0);
    expect(deferred).toMatchObject({ state: 'deferred', deliveryCount: 1 });
    expect(() => entity.main.takeDeferred([1], 'peekLock', 0)).toThrow(/does not exist/);
    entity.main.settlements.complete(tokenOf(deferred), 0);
    expect(entity.counts.totalMessageCount).toBe(0);
  });

  it('takes all of the deferred messages that are asked for, or none', () => {
    const { entity } = aQueue();
    for (const messageId of ['deferred', 'active']) entity.main.enqueue(aMessage({ messageId }), 0);
    entity.main.settlements.defer(tokenOf(entity.main.take('peekLock', 0)), NOTHING, 0);
    expect(() => entity.main.takeDeferred([1, 2], 'receiveAndDelete', 0)).toThrow(/does not exist/);
    expect(entity.main.takeDeferred([1], 'receiveAndDelete', 0)).toHaveLength(1);
  });

  it('puts a deferred message back among the deferred when its lock runs out', () => {
    const { entity } = aQueue({ lockDuration: 100 });
    entity.main.enqueue(aMessage(), 0);
    entity.main.settlements.defer(tokenOf(entity.main.take('peekLock', 0)), NOTHING, 0);
    entity.main.takeDeferred([1], 'peekLock', 0);
    entity.main.advance(100);
    expect(entity.counts.deferredMessageCount).toBe(1);
    expect(entity.main.takeDeferred([1], 'peekLock', 100)[0]?.deliveryCount).toBe(2);
  });

  it('peeks from a number on, locked messages included', () => {
    const { entity } = aQueue();
    for (const messageId of ['a', 'b', 'c']) entity.main.enqueue(aMessage({ messageId }), 0);
    entity.main.take('peekLock', 0);
    expect(entity.main.peek(1, 2, 0).map(({ messageId }) => messageId)).toEqual(['a', 'b']);
    expect(entity.main.peek(3, 2, 0).map(({ messageId }) => messageId)).toEqual(['c']);
  });

  it('deletes the oldest free messages before a time', () => {
    const { entity } = aQueue();
    for (const now of [0, 10, 20, 30]) entity.main.enqueue(aMessage(), now);
    entity.main.take('peekLock', 30);
    expect(entity.main.deleteBatch(1, 30, 30)).toBe(1);
    expect(entity.main.deleteBatch(9, 30, 30)).toBe(1);
    expect(entity.main.deleteBatch(9, 30, 30)).toBe(0);
    expect(entity.main.counts.active).toBe(2);
  });

  it('refuses what would overfill it, and what is too large, before anything is let in', () => {
    const { entity } = aQueue({ maxEntityBytes: 25, maxMessageBytes: 20 });
    entity.main.enqueue(aMessage(), 0);
    expect(() => entity.main.check([aMessage(), aMessage()])).toThrow(
      expect.objectContaining({ condition: 'amqp:resource-limit-exceeded' }),
    );
    expect(() => entity.main.check([aMessage({ size: 21 })])).toThrow(
      expect.objectContaining({ condition: 'amqp:link:message-size-exceeded' }),
    );
    expect(() => entity.main.check([aMessage()])).not.toThrow();
  });

  it('wakes its receivers for what becomes free, not for what does not', () => {
    const { entity, awakenings } = aQueue();
    entity.main.enqueue(aMessage({ scheduledEnqueueTime: 100 }), 0);
    expect(awakenings()).toBe(0);
    entity.main.advance(100);
    expect(awakenings()).toBe(1);
    const token = tokenOf(entity.main.take('peekLock', 100));
    entity.main.settlements.abandon(token, NOTHING, 100);
    expect(awakenings()).toBe(2);
  });
});

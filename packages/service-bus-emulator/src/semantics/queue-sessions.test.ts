import { describe, expect, it } from '@jest/globals';
import { aMessage, aQueue, NOTHING, tokenOf } from '../testing/a-queue.ts';

function ignore(): void {
  undefined;
}

function aSessionQueue(settings: object = {}) {
  return aQueue({ requiresSession: true, lockDuration: 100, ...settings });
}

describe('the sessions of a queue', () => {
  it('gives the session that has waited longest to whoever wants the next one', () => {
    const { entity } = aSessionQueue();
    for (const sessionId of ['a', 'b', 'a']) entity.main.enqueue(aMessage({ sessionId }), 0);
    const first = entity.main.sessions.accept(undefined, 0, ignore);
    const second = entity.main.sessions.accept(undefined, 0, ignore);
    expect([first?.sessionId, second?.sessionId]).toEqual(['a', 'b']);
    expect(entity.main.sessions.accept(undefined, 0, ignore)).toBeUndefined();
  });

  it('locks a named session that has no messages yet', () => {
    const { entity } = aSessionQueue();
    const lock = entity.main.sessions.accept('a', 0, ignore);
    if (lock === undefined) throw new Error('Not accepted.');
    expect(entity.main.take('peekLock', 0, lock)).toBeUndefined();
    entity.main.enqueue(aMessage({ sessionId: 'a' }), 0);
    expect(entity.main.take('peekLock', 0, lock)).toBeDefined();
    expect(() => entity.main.sessions.accept('a', 0, ignore)).toThrow(/locked by another receiver/);
  });

  it('locks messages for as long as the session, and renews them with it', () => {
    const { entity } = aSessionQueue();
    entity.main.enqueue(aMessage({ sessionId: 'a' }), 0);
    const lock = entity.main.sessions.accept('a', 0, ignore);
    const message = entity.main.take('peekLock', 50, lock);
    expect(message?.lock?.until).toBe(100);
    expect(entity.main.sessions.renew('a', 80)).toBe(180);
    expect(message?.lock?.until).toBe(180);
    entity.main.settlements.complete(tokenOf(message), 150);
  });

  it('frees the messages of a lost session, counts the delivery and tells the receiver once', () => {
    const { entity } = aSessionQueue();
    entity.main.enqueue(aMessage({ sessionId: 'a' }), 0);
    const lost: string[] = [];
    const lock = entity.main.sessions.accept('a', 0, ({ sessionId }) => lost.push(sessionId));
    const token = tokenOf(entity.main.take('peekLock', 0, lock));
    entity.main.advance(100);
    expect(lost).toEqual(['a']);
    expect(() => entity.main.settlements.complete(token, 100)).toThrow(
      expect.objectContaining({ condition: 'com.microsoft:session-lock-lost' }),
    );
    const again = entity.main.sessions.accept(undefined, 100, ignore);
    expect(entity.main.take('peekLock', 100, again)?.deliveryCount).toBe(1);
  });

  it('frees the messages of a session that is given back, uncounted', () => {
    const { entity } = aSessionQueue();
    entity.main.enqueue(aMessage({ sessionId: 'a' }), 0);
    const lock = entity.main.sessions.accept('a', 0, ignore);
    if (lock === undefined) throw new Error('Not accepted.');
    entity.main.take('peekLock', 0, lock);
    entity.main.sessions.release(lock, 10);
    expect(entity.main.nextDeadline).toBeUndefined();
    const again = entity.main.sessions.accept('a', 10, ignore);
    expect(entity.main.take('peekLock', 10, again)?.deliveryCount).toBe(0);
  });

  it('does not let an old receiver release or take for a new one', () => {
    const { entity } = aSessionQueue();
    const old = entity.main.sessions.accept('a', 0, ignore);
    if (old === undefined) throw new Error('Not accepted.');
    entity.main.advance(100);
    entity.main.sessions.accept('a', 100, ignore);
    entity.main.sessions.release(old, 100);
    expect(() => entity.main.take('peekLock', 100, old)).toThrow(/session lock has expired/);
    expect(() => entity.main.sessions.accept('a', 100, ignore)).toThrow(/locked by another receiver/);
  });

  it('keeps a state with and without messages, for whoever holds the session', () => {
    const { entity } = aSessionQueue();
    const lock = entity.main.sessions.accept('a', 0, ignore);
    entity.main.sessions.setState('a', Uint8Array.of(1), 0);
    if (lock !== undefined) entity.main.sessions.release(lock, 0);
    expect(() => entity.main.sessions.getState('a', 0)).toThrow(/session lock has expired/);
    entity.main.sessions.accept('a', 0, ignore);
    expect(entity.main.sessions.getState('a', 0)).toEqual(Uint8Array.of(1));
  });

  it('lists the sessions with messages, or those whose state is new, page by page', () => {
    const { entity } = aSessionQueue();
    for (const sessionId of ['a', 'b', 'c']) entity.main.enqueue(aMessage({ sessionId }), 0);
    expect(entity.main.sessions.list(undefined, 1, 1, 0)).toEqual(['b']);
    entity.main.sessions.accept('d', 0, ignore);
    entity.main.sessions.setState('d', Uint8Array.of(1), 20);
    expect(entity.main.sessions.list(10, 0, 9, 20)).toEqual(['d']);
    expect(entity.main.sessions.list(20, 0, 9, 20)).toEqual([]);
  });

  it('gives deferred messages only to the holder of their session', () => {
    const { entity } = aSessionQueue();
    for (const sessionId of ['a', 'b']) entity.main.enqueue(aMessage({ sessionId }), 0);
    const lock = entity.main.sessions.accept('a', 0, ignore);
    entity.main.settlements.defer(tokenOf(entity.main.take('peekLock', 0, lock)), NOTHING, 0);
    entity.main.sessions.accept('b', 0, ignore);
    expect(() => entity.main.takeDeferred([1], 'peekLock', 0, 'b')).toThrow(/does not exist/);
    expect(entity.main.takeDeferred([1], 'peekLock', 0, 'a')).toHaveLength(1);
  });

  it('forgets a session that has nothing left, and dead letters need none', () => {
    const { entity } = aSessionQueue({ maxDeliveryCount: 1 });
    entity.main.enqueue(aMessage({ sessionId: 'a' }), 0);
    const lock = entity.main.sessions.accept('a', 0, ignore);
    entity.main.settlements.abandon(tokenOf(entity.main.take('peekLock', 0, lock)), NOTHING, 0);
    if (lock !== undefined) entity.main.sessions.release(lock, 0);
    expect(entity.main.sessions.list(undefined, 0, 9, 0)).toEqual([]);
    expect(entity.deadLetter.take('peekLock', 0)?.sessionId).toBe('a');
  });
});

import {
  ServiceBusError,
  type ServiceBusErrorCode,
  type ServiceBusReceivedMessage,
} from '@azure/service-bus';
import { describe, expect, it, jest } from '@jest/globals';
import { createManualClock, type ManualClock } from '@spotler-connector/clock/testing';
import { aReceivedMessage } from '../testing/a-received-message.ts';
import { renewLock } from './lock-renewer.ts';

function aMessage(lockedUntil: number): ServiceBusReceivedMessage {
  return aReceivedMessage({ lockToken: 'token', lockedUntilUtc: new Date(lockedUntil) });
}

/** A queue whose clock is off by so much, and the renewals that it was asked for. */
function aQueue(clock: ManualClock, lockMs: number, offBy = 0) {
  const renewMessageLock = jest.fn(async (_message: unknown) => new Date(clock.now() + lockMs + offBy));
  return { renewMessageLock, receiver: { renewMessageLock } };
}

function refusing(code: ServiceBusErrorCode) {
  return jest.fn(() => Promise.reject(new ServiceBusError('No', code)));
}

describe('the lock renewer', () => {
  it('renews at half of the remaining time, again and again, until it is stopped', async () => {
    const clock = createManualClock();
    const { renewMessageLock, receiver } = aQueue(clock, 60_000);
    const message = aMessage(30_000);
    const lock = renewLock(message, receiver, clock);
    await clock.advance(14_999);
    expect(renewMessageLock).toHaveBeenCalledTimes(0);
    await clock.advance(1);
    expect(renewMessageLock).toHaveBeenCalledTimes(1);
    expect(renewMessageLock).toHaveBeenCalledWith(message);
    expect(message.lockedUntilUtc).toEqual(new Date(75_000));
    await clock.advance(20_000);
    expect(renewMessageLock).toHaveBeenCalledTimes(2);
    lock.stop();
    await clock.advance(600_000);
    expect(renewMessageLock).toHaveBeenCalledTimes(2);
    expect(clock.sleepers).toBe(0);
  });

  it('waits a moment at least, however little time is left', async () => {
    const clock = createManualClock();
    const { renewMessageLock, receiver } = aQueue(clock, 10);
    const lock = renewLock(aMessage(10), receiver, clock);
    await clock.advance(99);
    expect(renewMessageLock).toHaveBeenCalledTimes(0);
    await clock.advance(1);
    expect(renewMessageLock).toHaveBeenCalledTimes(1);
    lock.stop();
  });

  it('asks the queue, gently, when no time seems left', async () => {
    const clock = createManualClock(5_000);
    const { renewMessageLock, receiver } = aQueue(clock, 60_000);
    const lock = renewLock(aMessage(5_000), receiver, clock);
    await clock.advance(1_999);
    expect(renewMessageLock).toHaveBeenCalledTimes(0);
    await clock.advance(1);
    expect(renewMessageLock).toHaveBeenCalledTimes(1);
    lock.stop();
  });

  it('asks the queue when nobody knows until when a message is locked', async () => {
    const clock = createManualClock(5_000);
    const { renewMessageLock, receiver } = aQueue(clock, 60_000);
    const lock = renewLock(aReceivedMessage({ lockToken: 'token' }), receiver, clock);
    await clock.advance(2_000);
    expect(renewMessageLock).toHaveBeenCalledTimes(1);
    lock.stop();
  });

  it.each(['ServiceCommunicationProblem', 'ServiceTimeout', 'ServiceBusy', 'GeneralError'] as const)(
    'tries again after %s, gently once the time seems up',
    async (code) => {
      const clock = createManualClock();
      const renewMessageLock = refusing(code);
      const lock = renewLock(aMessage(10_000), { renewMessageLock }, clock);
      await clock.advance(9_500);
      expect(renewMessageLock.mock.calls.length).toBeGreaterThan(3);
      await clock.advance(500);
      const tries = renewMessageLock.mock.calls.length;
      await clock.advance(20_000);
      expect(renewMessageLock).toHaveBeenCalledTimes(tries + 10);
      lock.stop();
    },
  );

  it('tries again after an error that is none of Service Bus’s', async () => {
    const clock = createManualClock();
    const renewMessageLock = jest.fn(() => Promise.reject(new Error('away')));
    const lock = renewLock(aMessage(10_000), { renewMessageLock }, clock);
    await clock.advance(8_000);
    expect(renewMessageLock.mock.calls.length).toBeGreaterThan(1);
    lock.stop();
  });

  it.each([
    ['fast', -300_000],
    ['slow', 300_000],
  ])('renews in time although this clock is %s', async (_title, offBy) => {
    const clock = createManualClock(1_000_000);
    const { renewMessageLock, receiver } = aQueue(clock, 30_000, offBy);
    const lock = renewLock(aMessage(1_030_000 + offBy), receiver, clock);
    await clock.advance(60_000);
    expect(renewMessageLock.mock.calls.length).toBeGreaterThanOrEqual(3);
    lock.stop();
  });

  it.each(['MessageLockLost', 'SessionLockLost'] as const)('ends when the queue says %s', async (code) => {
    const clock = createManualClock();
    const renewMessageLock = refusing(code);
    renewLock(aMessage(10_000), { renewMessageLock }, clock);
    await clock.advance(60_000);
    expect(renewMessageLock).toHaveBeenCalledTimes(1);
    expect(clock.sleepers).toBe(0);
  });

  it('renews nothing for a message that was only looked at', async () => {
    const clock = createManualClock();
    const { renewMessageLock, receiver } = aQueue(clock, 60_000);
    renewLock(aReceivedMessage(), receiver, clock).stop();
    renewLock(aReceivedMessage(), receiver, clock);
    await clock.advance(60_000);
    expect(renewMessageLock).not.toHaveBeenCalled();
  });

  it('says when the lock is lost, and not when the queue is out of reach or it was stopped', async () => {
    const clock = createManualClock();
    const lost: string[] = [];
    const renewing = (name: string, code: ServiceBusErrorCode) =>
      renewLock(aMessage(1_000), { renewMessageLock: refusing(code) }, clock, () => lost.push(name));
    renewing('lost', 'MessageLockLost');
    const away = renewing('away', 'ServiceTimeout');
    renewing('stopped', 'MessageLockLost').stop();
    await clock.advance(500);
    expect(lost).toEqual(['lost']);
    away.stop();
  });
});

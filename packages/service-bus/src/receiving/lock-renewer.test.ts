import { ServiceBusError, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { describe, expect, it, jest } from '@jest/globals';
import { renewLock } from './lock-renewer.ts';

function aMessage(lockedForMs: number): ServiceBusReceivedMessage {
  return { lockedUntilUtc: new Date(Date.now() + lockedForMs) } as ServiceBusReceivedMessage;
}

function lockedFor(ms: number): Promise<Date> {
  return Promise.resolve(new Date(Date.now() + ms));
}

describe('the lock renewer', () => {
  it('renews at half of the remaining time, again and again', async () => {
    jest.useFakeTimers();
    const renewMessageLock = jest.fn(() => lockedFor(60_000));
    const lock = renewLock(aMessage(30_000), { renewMessageLock });
    await jest.advanceTimersByTimeAsync(14_999);
    expect(renewMessageLock).toHaveBeenCalledTimes(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(renewMessageLock).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(20_000);
    expect(renewMessageLock).toHaveBeenCalledTimes(2);
    lock.stop();
    await jest.advanceTimersByTimeAsync(600_000);
    expect(renewMessageLock).toHaveBeenCalledTimes(2);
    jest.useRealTimers();
  });

  it('tries again when the queue is out of reach, gently once the time seems up', async () => {
    jest.useFakeTimers();
    const renewMessageLock = jest.fn(() => Promise.reject(new Error('away')));
    const lock = renewLock(aMessage(10_000), { renewMessageLock });
    await jest.advanceTimersByTimeAsync(9_000);
    expect(renewMessageLock.mock.calls.length).toBeGreaterThan(1);
    await jest.advanceTimersByTimeAsync(2_000);
    const tries = renewMessageLock.mock.calls.length;
    await jest.advanceTimersByTimeAsync(20_000);
    expect(renewMessageLock.mock.calls.length).toBeLessThanOrEqual(tries + 10);
    lock.stop();
    jest.useRealTimers();
  });

  it.each([
    ['fast', -300_000],
    ['slow', 300_000],
  ])('renews in time although this clock is %s', async (_title, offBy) => {
    jest.useFakeTimers();
    const renewMessageLock = jest.fn(() => lockedFor(30_000 + offBy));
    const lock = renewLock(aMessage(30_000 + offBy), { renewMessageLock });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(renewMessageLock.mock.calls.length).toBeGreaterThanOrEqual(3);
    lock.stop();
    jest.useRealTimers();
  });

  it('stops when the queue says that the lock is gone', async () => {
    jest.useFakeTimers();
    const gone = new ServiceBusError('The lock is gone', 'MessageLockLost');
    const renewMessageLock = jest.fn(() => Promise.reject(gone));
    renewLock(aMessage(10_000), { renewMessageLock });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(renewMessageLock).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });
});

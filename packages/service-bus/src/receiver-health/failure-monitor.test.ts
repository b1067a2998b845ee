import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createFailureMonitor } from './failure-monitor.ts';

const NOT_FOUND = new ServiceBusError('No', 'MessagingEntityNotFound');
const EVERY_MS = 5_000;

/** A monitor whose looks end as they are given, and succeed after that. */
function aMonitor(...looks: unknown[]) {
  const clock = createManualClock();
  const events: unknown[] = [];
  const stopping = new AbortController();
  let looked = 0;
  const monitor = createFailureMonitor({
    async look() {
      const error = looks[looked++];
      if (error !== undefined) throw error;
    },
    onFailed: (error) => events.push(error),
    onRecovered: () => events.push('recovered'),
    everyMs: EVERY_MS,
    clock,
    signal: stopping.signal,
  });
  return { clock, monitor, events, stopping, looked: () => looked };
}

describe('the failure monitor', () => {
  it('tells once of what fails over and over, and again when it fails for another reason', () => {
    const { monitor, events } = aMonitor();
    for (let n = 0; n < 3; n++) monitor.onError(NOT_FOUND);
    expect(events).toEqual([NOT_FOUND]);
    expect(monitor.failure).toBe('MessagingEntityNotFound');
    const other = new Error('something else');
    monitor.onError(other);
    expect(events).toEqual([NOT_FOUND, other]);
    expect(monitor.failure).toBe('GeneralError');
  });

  it('is well again when the queue can be looked into', async () => {
    const { clock, monitor, events, looked } = aMonitor(NOT_FOUND, NOT_FOUND);
    monitor.onError(NOT_FOUND);
    await clock.advance(3 * EVERY_MS - 1);
    expect([looked(), monitor.failure]).toEqual([2, 'MessagingEntityNotFound']);
    await clock.advance(1);
    expect(monitor.failure).toBeUndefined();
    expect(events).toEqual([NOT_FOUND, 'recovered']);
    await clock.advance(10 * EVERY_MS);
    expect(looked()).toBe(3);
  });

  it('is not well because of a look while receiving fails again and again, as where sessions are wanted', async () => {
    const { clock, monitor, events } = aMonitor();
    const refused = new ServiceBusError('Sessions are wanted', 'GeneralError');
    for (let n = 0; n < 3; n++) {
      monitor.onError(refused);
      monitor.onError(refused);
      await clock.advance(EVERY_MS);
    }
    expect([events, monitor.failure]).toEqual([[refused], 'GeneralError']);
    await clock.advance(EVERY_MS);
    expect([events, monitor.failure]).toEqual([[refused, 'recovered'], undefined]);
  });

  it('is well again after one such failure, and where the queue says what is wrong', async () => {
    const { clock, monitor } = aMonitor();
    monitor.onError(new Error('once'));
    await clock.advance(EVERY_MS);
    expect(monitor.failure).toBeUndefined();
    monitor.onError(NOT_FOUND);
    monitor.onError(NOT_FOUND);
    await clock.advance(EVERY_MS);
    expect(monitor.failure).toBeUndefined();
  });

  it('is well again with the first message', () => {
    const { monitor, events } = aMonitor();
    monitor.onMessage();
    monitor.onError(NOT_FOUND);
    monitor.onMessage();
    expect(monitor.failure).toBeUndefined();
    expect(events).toEqual([NOT_FOUND, 'recovered']);
  });

  it('looks no more often when receiving fails again right after a message', async () => {
    const { clock, monitor, looked } = aMonitor(NOT_FOUND, NOT_FOUND, NOT_FOUND);
    monitor.onError(NOT_FOUND);
    monitor.onMessage();
    monitor.onError(NOT_FOUND);
    await clock.advance(3 * EVERY_MS);
    expect(looked()).toBe(3);
  });

  it('tells of a look that fails as no queue does: that may be a mistake of ours', async () => {
    const mistake = new TypeError('x is not a function');
    const { clock, monitor, events } = aMonitor(mistake, mistake);
    monitor.onError(NOT_FOUND);
    await clock.advance(2 * EVERY_MS);
    expect(events).toEqual([NOT_FOUND, mistake]);
    expect(monitor.failure).toBe('GeneralError');
    await clock.advance(EVERY_MS);
    expect(events).toEqual([NOT_FOUND, mistake, 'recovered']);
  });

  it('minds no other reason of Service Bus’s for which it can not be looked into', async () => {
    const away = new ServiceBusError('Away', 'ServiceCommunicationProblem');
    const { clock, monitor, events } = aMonitor(away);
    monitor.onError(NOT_FOUND);
    await clock.advance(EVERY_MS);
    expect([events, monitor.failure]).toEqual([[NOT_FOUND], 'MessagingEntityNotFound']);
  });

  it('looks again when receiving fails once more after it was well', async () => {
    const { clock, monitor, events, looked } = aMonitor();
    for (let time = 1; time <= 2; time++) {
      monitor.onError(NOT_FOUND);
      await clock.advance(EVERY_MS);
      expect(looked()).toBe(time);
    }
    expect(events).toEqual([NOT_FOUND, 'recovered', NOT_FOUND, 'recovered']);
  });

  it('minds nothing that breaks off because the worker stops', async () => {
    const { clock, monitor, events, stopping, looked } = aMonitor();
    monitor.onError(NOT_FOUND);
    stopping.abort();
    monitor.onError(new Error('broken off'));
    await clock.advance(2 * EVERY_MS);
    expect([events, looked(), clock.sleepers]).toEqual([[NOT_FOUND], 0, 0]);
  });
});

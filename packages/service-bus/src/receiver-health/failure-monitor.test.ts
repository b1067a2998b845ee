import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createFailureMonitor } from './failure-monitor.ts';

const NOT_FOUND = new ServiceBusError('No', 'MessagingEntityNotFound');

function aMonitor(look: () => Promise<unknown> = () => new Promise(() => {})) {
  const told: string[] = [];
  const stopping = new AbortController();
  const well = Promise.withResolvers<void>();
  const monitor = createFailureMonitor({
    look,
    onFailed: () => told.push('failed'),
    onRecovered() {
      told.push('recovered');
      well.resolve();
    },
    everyMs: 1,
    signal: stopping.signal,
  });
  return { monitor, told, stopping, well: well.promise };
}

describe('the failure monitor', () => {
  it('tells once of what fails over and over, and again when it fails for another reason', () => {
    const { monitor, told, stopping } = aMonitor();
    for (let n = 0; n < 3; n++) monitor.onError(NOT_FOUND);
    expect(told).toEqual(['failed']);
    expect(monitor.failure).toBe('MessagingEntityNotFound');
    monitor.onError(new Error('something else'));
    expect(told).toHaveLength(2);
    expect(monitor.failure).toBe('GeneralError');
    stopping.abort();
  });

  it('is well again when the queue can be looked into', async () => {
    let times = 2;
    const { monitor, told, well } = aMonitor(async () => {
      if (times-- > 0) throw NOT_FOUND;
    });
    monitor.onError(NOT_FOUND);
    await well;
    expect(monitor.failure).toBeUndefined();
    expect(told).toEqual(['failed', 'recovered']);
  });

  it('is well again with the first message', () => {
    const { monitor, told, stopping } = aMonitor();
    monitor.onMessage();
    monitor.onError(NOT_FOUND);
    monitor.onMessage();
    expect(monitor.failure).toBeUndefined();
    expect(told).toEqual(['failed', 'recovered']);
    stopping.abort();
  });

  it('minds nothing that breaks off because the worker stops', () => {
    const { monitor, told, stopping } = aMonitor();
    stopping.abort();
    monitor.onError(NOT_FOUND);
    expect(told).toEqual([]);
  });
});

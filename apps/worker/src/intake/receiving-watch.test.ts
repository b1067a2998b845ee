import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createReceivingWatch } from './receiving-watch.ts';

const NOT_FOUND = new ServiceBusError('No', 'MessagingEntityNotFound');

function aWatch(look: () => Promise<unknown> = () => new Promise(() => {})) {
  const told: string[] = [];
  const stopping = new AbortController();
  const well = Promise.withResolvers<void>();
  const watch = createReceivingWatch({
    look,
    onFailed: () => told.push('failed'),
    onRecovered() {
      told.push('recovered');
      well.resolve();
    },
    everyMs: 1,
    signal: stopping.signal,
  });
  return { watch, told, stopping, well: well.promise };
}

describe('the watch over receiving', () => {
  it('tells once of what fails over and over, and again when it fails for another reason', () => {
    const { watch, told, stopping } = aWatch();
    for (let n = 0; n < 3; n++) watch.failed(NOT_FOUND);
    expect(told).toEqual(['failed']);
    expect(watch.failure).toBe('MessagingEntityNotFound');
    watch.failed(new Error('something else'));
    expect(told).toHaveLength(2);
    expect(watch.failure).toBe('GeneralError');
    stopping.abort();
  });

  it('is well again when the queue can be looked into', async () => {
    let times = 2;
    const { watch, told, well } = aWatch(async () => {
      if (times-- > 0) throw NOT_FOUND;
    });
    watch.failed(NOT_FOUND);
    await well;
    expect(watch.failure).toBeUndefined();
    expect(told).toEqual(['failed', 'recovered']);
  });

  it('is well again with the first message', () => {
    const { watch, told, stopping } = aWatch();
    watch.heard();
    watch.failed(NOT_FOUND);
    watch.heard();
    expect(watch.failure).toBeUndefined();
    expect(told).toEqual(['failed', 'recovered']);
    stopping.abort();
  });

  it('minds nothing that breaks off because the worker stops', () => {
    const { watch, told, stopping } = aWatch();
    stopping.abort();
    watch.failed(NOT_FOUND);
    expect(told).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { createSideWatch } from './side-watch.ts';

const REFUSED: ReconcileOutcome = {
  kind: 'failed',
  failure: { side: 'target', kind: 'authentication', status: 401 },
  attempts: 1,
};

function aWatch(probe: () => Promise<unknown>) {
  const events: string[] = [];
  const watch = createSideWatch(
    { source: async () => {}, target: probe },
    {
      onDown: ({ side }) => events.push(`${side} down`),
      onRecovered: (side) => events.push(`${side} up`),
      onUp: () => events.push('all up'),
    },
  );
  return { watch, events };
}

describe('the watch over both sides', () => {
  it('says once that a side is down, however many calls fail', () => {
    const { watch, events } = aWatch(() => Promise.reject(new Error('still')));
    watch.note(REFUSED);
    watch.note(REFUSED);
    expect(events).toEqual(['target down']);
    expect(watch.outages).toMatchObject([{ side: 'target' }]);
    watch.stop();
  });

  it('has patience no longer than it is asked for', async () => {
    const { watch } = aWatch(() => Promise.reject(new Error('still')));
    watch.note(REFUSED);
    expect(await watch.untilUp(1)).toBe('down');
    watch.stop();
  });

  it('is up before anything happened', async () => {
    const { watch } = aWatch(async () => {});
    expect(await watch.untilUp(0)).toBe('up');
  });

  it('ends every wait when it is stopped', async () => {
    const { watch } = aWatch(() => Promise.reject(new Error('still')));
    watch.note(REFUSED);
    const waiting = watch.untilUp(60_000);
    watch.stop();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('probes a side that is down until it answers, then lets work go on', async () => {
    const { watch, events } = aWatch(async () => {});
    watch.note(REFUSED);
    expect(await watch.untilUp(10_000)).toBe('up');
    expect(events).toEqual(['target down', 'target up', 'all up']);
    expect(watch.outages).toEqual([]);
  });
});

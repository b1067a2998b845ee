import { describe, expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { createSideWatch } from './circuit-breaker.ts';

const REFUSED: ReconcileOutcome = {
  kind: 'failed',
  failure: { side: 'target', kind: 'authentication', status: 401 },
  attempts: 1,
};

const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const SYNCED: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };
const LEFT: ReconcileOutcome = { ...SYNCED, effect: { kind: 'left' } };

function aWatch(probe: () => Promise<unknown>) {
  const events: string[] = [];
  const watch = createSideWatch(
    { source: async () => {}, target: probe },
    {
      onDown: ({ side }) => events.push(`${side} down`),
      onTrial: async () => void events.push('one more'),
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

describe('a side that answers probes', () => {
  it('has to do work before more is let in than one message to try it with', async () => {
    const { watch, events } = aWatch(async () => {});
    watch.attend();
    watch.note(REFUSED);
    expect(await watch.untilUp(10_000)).toBe('up');
    expect(events).toEqual(['target down', 'one more']);
    expect(watch.outages).toMatchObject([{ side: 'target' }]);
    watch.note(LEFT);
    expect(events).toHaveLength(2);
    watch.note(SYNCED);
    expect(events).toEqual(['target down', 'one more', 'target up', 'all up']);
    expect(watch.outages).toEqual([]);
  });

  it('and fails the first work stays down, of which nobody is told twice', async () => {
    const { watch, events } = aWatch(async () => {});
    watch.attend();
    watch.note(REFUSED);
    await watch.untilUp(10_000);
    watch.note(REFUSED);
    expect(await watch.untilUp(1)).toBe('down');
    expect(events).toEqual(['target down', 'one more']);
    watch.stop();
  });

  it('is taken at its word when nobody is left to try it', async () => {
    const { watch, events } = aWatch(async () => {});
    const { leave } = watch.attend();
    watch.note(REFUSED);
    await watch.untilUp(10_000);
    leave();
    expect(events.slice(2)).toEqual(['target up', 'all up']);
  });
});

describe('those whose patience has ended', () => {
  it('are held while a side is down, but only a few of them', () => {
    const { watch } = aWatch(() => Promise.reject(new Error('still')));
    const crowd = Array.from({ length: 20 }, () => watch.attend());
    expect(crowd.filter((one) => one.held())).toEqual([]);
    watch.note(REFUSED);
    expect(crowd.filter((one) => one.held())).toHaveLength(8);
    crowd[0]?.leave();
    expect(crowd.at(-1)?.held()).toBe(true);
    watch.stop();
  });
});

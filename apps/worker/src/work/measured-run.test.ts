import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type ContactWrite, PortError, type ReconcileOutcome } from '@spotler-connector/reconciler';
import { createMeasuredRun } from './measured-run.ts';
import type { RecordTask } from './record-work.ts';
import type { WantedLook } from './second-looks.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const task: RecordTask = { ref, toldIds: new Set(), origin: 'ours', initiators: [] };
const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '1' } as const;
const effect = { kind: 'anonymized', status: 410 } as const;
const erased: ReconcileOutcome = { kind: 'reconciled', decision, effect, attempts: 1 };
const write: ContactWrite = { ref, externalId: 'S-7', kind: 'anonymized', ambiguous: false };

function someRuns({ reachable = true } = {}) {
  const looks: WantedLook[] = [];
  const results: string[] = [];
  const run = createMeasuredRun({
    onOutcome() {},
    looks: {
      async arrange(wanted) {
        if (!reachable) throw new PortError({ side: 'state', kind: 'unavailable' });
        looks.push(...wanted);
      },
    },
    onSecondLook: (_ref, _outcome, result) => void results.push(result),
    onSwept() {},
    clock: createManualClock(7),
    draining: new AbortController().signal,
  });
  return { run, looks, results };
}

async function erasing(onWrite: (given: ContactWrite) => void): Promise<ReconcileOutcome> {
  onWrite(write);
  return erased;
}

describe('a reconcile', () => {
  it('is done when every second look that it needs is arranged', async () => {
    const { run, looks, results } = someRuns();
    expect(await run(task, erasing)).toBe(erased);
    expect(looks).toEqual([{ ref, externalId: 'S-7', erasedAt: 7 }]);
    expect(results).toEqual([]);
  });

  it('fails when one can not be arranged', async () => {
    expect(await someRuns({ reachable: false }).run(task, erasing)).toMatchObject({
      kind: 'failed',
      failure: { side: 'state' },
    });
  });

  it('has what was broken off looked at as well, and goes on to end as it did', async () => {
    const { run, looks } = someRuns();
    const abort = new DOMException('stopping', 'AbortError');
    const broken = run(task, async (onWrite) => {
      onWrite({ ...write, kind: 'unknown', ambiguous: true });
      throw abort;
    });
    await expect(broken).rejects.toBe(abort);
    expect(looks).toMatchObject([{ externalId: 'S-7', erasedAt: undefined }]);
  });

  it('says what a second look has found', async () => {
    const { run, results } = someRuns();
    await run({ ...task, secondLook: true }, erasing);
    expect(results).toEqual(['mended']);
  });
});

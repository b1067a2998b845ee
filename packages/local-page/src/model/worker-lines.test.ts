import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createPageModel } from './page-model.ts';

const ID = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';

function aModel(...lines: readonly object[]) {
  const model = createPageModel(createManualClock());
  const worker = model.workers.add();
  for (const line of lines) model.onWorkerLine(JSON.stringify({ level: 'info', ...line }), worker);
  return model;
}

describe('a line of a worker', () => {
  it('about a settled message is a decision, and a part of its record’s story', () => {
    const model = aModel({
      event: 'message settled',
      table: 'contact',
      recordId: ID,
      action: 'anonymize',
      rule: 'no-valid-email',
      causes: ['no-email'],
      outcome: 'blocked',
      precondition: 'permit',
      settlement: 'dead-letter',
      reason: 'HeldByBrake',
    });
    expect(model.decisions.view()).toMatchObject({ total: 1, rows: [{ rule: 'no-valid-email' }] });
    expect(model.stories.of(ID)).toMatchObject([
      {
        lane: 'worker',
        title: 'anonymize',
        detail:
          'rule no-valid-email (no-email) · blocked · precondition permit not met · dead-letter HeldByBrake',
      },
    ]);
  });

  it('opens a circuit, and closes all', () => {
    const open = aModel(
      { event: 'worker started', port: 8080 },
      { event: 'system down', level: 'error', system: 'spotler', kind: 'unavailable', status: 503 },
    );
    expect(open.workers.view()).toMatchObject({
      rows: [{ state: 'running', open: ['spotler'] }],
      notices: [{ level: 'error', text: 'system down: spotler unavailable 503' }, {}],
    });
    open.onWorkerLine(JSON.stringify({ event: 'systems up' }), 'worker 1');
    expect(open.workers.view().rows[0]?.open).toEqual([]);
  });

  it('that is no line of the log is left out', () => {
    const model = aModel();
    for (const text of ['', 'Warning: something', '[]', '{"event":7}']) model.onWorkerLine(text, 'worker 1');
    expect(model.workers.view().notices).toEqual([]);
  });

  it('never makes a list grow without end', () => {
    const settled = { event: 'message settled', table: 'contact', action: 'sync' };
    const model = aModel();
    for (let number = 0; number < 5_000; number += 1) {
      const recordId = `${number}`.padStart(8, '0') + ID.slice(8);
      model.onWorkerLine(JSON.stringify({ ...settled, recordId }), 'worker 1');
      model.onWorkerLine(JSON.stringify({ ...settled, recordId: ID }), 'worker 1');
    }
    expect(model.decisions.view()).toMatchObject({ total: 10_000 });
    expect(model.decisions.view().rows.length).toBeLessThanOrEqual(100);
    expect(model.stories.of(ID)).toHaveLength(60);
    expect(model.stories.of(`00000000${ID.slice(8)}`)).toEqual([]);
  });
});

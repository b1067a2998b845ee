import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBrake } from '@spotler-connector/brake';
import { createManualClock } from '@spotler-connector/clock/testing';
import { EXIT } from '../../failure/exit-code.ts';
import { aHoldingBrake } from '../../testing/a-brake-store.ts';
import type { FakeDeadLetterQueue } from '../../testing/a-dead-letter-queue.ts';
import { aTerminal } from '../../testing/a-terminal.ts';
import { aQueueWith } from '../../testing/replayed.ts';
import type { ReleaseOptions } from './release-command.ts';
import { releaseHeld } from './release-held.ts';

const USER = '1d7f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';
const NOW = Date.parse('2026-01-31T14:00:00Z');
let runs = 0;
const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'release-'));

beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

/** A message about a contact with this number. */
function aBody(id: number): object {
  const Id = `0c6f2f1e-6d1c-4c8b-9a55-00000000000${id}`;
  return { MessageName: 'Update', PrimaryEntityName: 'contact', PrimaryEntityId: Id, InputParameters: [] };
}

function aQueue(): FakeDeadLetterQueue {
  const deadLetterReason = 'HeldByBrake';
  return aQueueWith(
    { number: 1 },
    { number: 2, deadLetterReason, body: aBody(2) },
    { number: 3, deadLetterReason, body: aBody(2) },
    { number: 4, deadLetterReason, body: aBody(4) },
    { number: 5, deadLetterReason, body: aBody(5) },
  );
}

async function released(queue: FakeDeadLetterQueue, changes: Partial<ReleaseOptions>, answer = false) {
  const [terminal, brake] = [aTerminal(), await aHoldingBrake()];
  const options = { count: 'all', dryRun: false, yes: true, json: false, throughTopic: false } as const;
  const exitCode = await releaseHeld(
    { ...options, ...changes },
    {
      terminal,
      queue,
      brake,
      who: async () => ({ name: 'somebody', id: USER }),
      confirm: async () => answer,
      newRun: () => `abc${++runs}`,
      clock: { ...createManualClock(NOW), sleep: async () => {} },
      signal: new AbortController().signal,
      lockWaitMs: 60_000,
    },
  );
  const status = await readBrake(brake.store, NOW);
  return { exitCode, text: terminal.stdout(), status, facts: brake.facts };
}

describe('brake release', () => {
  it('allows as many erasures as there are contacts, keeps who decided, and replays what is held', async () => {
    const queue = aQueue();
    const { exitCode, status, facts } = await released(queue, {});
    expect(exitCode).toBe(EXIT.done);
    expect(queue.left()).toEqual(['1']);
    expect(queue.sent).toHaveLength(4);
    expect(status).toEqual({ used: 0, released: 3, releases: [{ at: NOW, count: 3, by: 'somebody' }] });
    expect(facts).toEqual([{ kind: 'released', count: 3, decidedBy: USER }]);
  });

  it('takes the oldest when told how many', async () => {
    const queue = aQueue();
    const { status } = await released(queue, { count: 2 });
    expect(queue.left()).toEqual(['1', '5']);
    expect(status.released).toBe(2);
  });

  it('asks, and does nothing without a yes or in a dry run', async () => {
    const queue = aQueue();
    expect((await released(queue, { yes: false })).exitCode).toBe(EXIT.nothingToDo);
    const { exitCode, text, status, facts } = await released(queue, { dryRun: true, json: true });
    expect(facts).toEqual([]);
    expect(exitCode).toBe(EXIT.done);
    expect(JSON.parse(text)).toEqual({ released: 0, deadLetters: 4, erasures: 3 });
    expect([queue.left().length, queue.sent.length, status.released]).toEqual([5, 0, 0]);
    expect((await released(queue, { yes: false }, true)).status.released).toBe(3);
  });

  it('writes one JSON value, the replay in it', async () => {
    const { text } = await released(aQueue(), { json: true });
    expect(JSON.parse(text)).toMatchObject({ released: 3, deadLetters: 4, replay: { replayed: 4, left: 0 } });
  });

  it('has nothing to do when nobody is held', async () => {
    const { exitCode, status } = await released(aQueueWith({ number: 1 }), {});
    expect([exitCode, status.released]).toEqual([EXIT.nothingToDo, 0]);
  });
});

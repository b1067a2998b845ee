import { createManualClock } from '@spotler-connector/clock/testing';
import { replayDeadLetters } from '../dead-letter/replay/replay-dead-letters.ts';
import type { ReplayOptions } from '../dead-letter/replay/replay-options.ts';
import type { ReplayPorts } from '../dead-letter/replay/replay-ports.ts';
import { aDeadLetter, type DeadLetterChanges } from './a-dead-letter.ts';
import { aDeadLetterQueue, type FakeDeadLetterQueue } from './a-dead-letter-queue.ts';
import { aTerminal } from './a-terminal.ts';

const ALL = { kind: 'filter', filter: {} } as const;

/** A queue with these dead letters. */
export function aQueueWith(...changes: DeadLetterChanges[]): FakeDeadLetterQueue {
  return aDeadLetterQueue(changes.map((each) => aDeadLetter(each)));
}

/** Replays all of a queue, unless told otherwise, in the current folder. */
export async function replayed(
  queue: FakeDeadLetterQueue,
  changes: Partial<ReplayOptions> = {},
  ports: Partial<ReplayPorts> = {},
) {
  const terminal = aTerminal();
  const exitCode = await replayDeadLetters(
    {
      choice: ALL,
      dryRun: false,
      yes: true,
      rate: 0,
      ramp: false,
      rampWaitMs: 0,
      maxReplays: 3,
      throughTopic: false,
      peekRate: 0,
      json: false,
      ...changes,
    },
    {
      terminal,
      queue,
      confirm: async () => false,
      newRun: () => 'abc',
      clock: createManualClock(Date.parse('2026-01-31T14:00:00Z')),
      signal: new AbortController().signal,
      lockWaitMs: 60_000,
      ...ports,
    },
  );
  return { exitCode, text: terminal.stdout(), notes: terminal.stderr() };
}

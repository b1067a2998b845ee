import { replayDeadLetters } from '../dead-letter/replay/replay-dead-letters.ts';
import type { ReplayPorts } from '../dead-letter/replay/replay-ports.ts';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import type { CommonOptions } from '../terminal/command-options.ts';
import { PEEK_RATE } from './held-dead-letters.ts';

/** Options of replaying what was held. */
export interface ReplayHeldOptions extends CommonOptions {
  /** Numbers of the dead letters. */
  readonly sequenceNumbers: readonly string[];
  /** How long to wait for the worker at the end, in milliseconds; undefined: not at all. */
  readonly waitMs?: number | undefined;
  /** Send into a topic, although every subscription of it gets the message. */
  readonly throughTopic: boolean;
}

/** Result of the replay: its exit code, and with `json` what it said. */
export interface ReplayedHeld {
  readonly exitCode: ExitCode;
  readonly replay: unknown;
}

/** A contact can be held again and again, and each time its message comes back. */
const MAX_REPLAYS = 1_000;
const RATE = 50;

/**
 * Replays dead letters that were held, as `dead-letter replay` does; everything was asked and shown before.
 */
export async function replayHeld(
  { sequenceNumbers, waitMs, throughTopic, json }: ReplayHeldOptions,
  ports: ReplayPorts,
): Promise<ReplayedHeld> {
  if (sequenceNumbers.length === 0) return { exitCode: EXIT.nothingToDo, replay: null };
  const said: string[] = [];
  const terminal = json
    ? { ...ports.terminal, print: (line: string) => void said.push(line) }
    : ports.terminal;
  const exitCode = await replayDeadLetters(
    {
      choice: { kind: 'filter', filter: { sequenceNumbers } },
      dryRun: false,
      yes: true,
      rate: RATE,
      ramp: false,
      rampWaitMs: 0,
      waitMs,
      maxReplays: MAX_REPLAYS,
      throughTopic,
      peekRate: PEEK_RATE,
      json,
    },
    { ...ports, terminal },
  );
  const [answer] = said;
  return { exitCode, replay: answer === undefined ? null : JSON.parse(answer) };
}

import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import type Long from 'long';
import type { Terminal } from '../../terminal/terminal.ts';
import { durationText } from '../../time/duration-text.ts';
import { newestNumber } from './newest-number.ts';
import type { Peeker } from './peek-messages.ts';

/** How far looking at dead letters is. */
export interface LookProgress {
  /** Counts one. To be awaited: now and then it looks how many are left. */
  looked(message: ServiceBusReceivedMessage): Promise<void>;
  /** Takes the line at the bottom away. */
  end(): void;
  /** How many were looked at. */
  readonly count: number;
}

/** Options of {@link createLookProgress}. */
export interface LookProgressOptions {
  readonly terminal: Pick<Terminal, 'status' | 'log'>;
  readonly deadLetters: Peeker;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
  readonly clock: Pick<Clock, 'monotonic'>;
}

const STEP = 250;
/** Whoever has waited so long wants to know how long it will take. */
const QUIET_MS = 2_000;

/**
 * Says after two seconds about how long looking will take and how to have it faster, and then how far it is.
 */
export function createLookProgress(options: LookProgressOptions): LookProgress {
  const { terminal, deadLetters, peekRate, clock } = options;
  let started = clock.monotonic();
  let count = 0;
  let first: Long | undefined;
  let newest: Long | undefined;

  function leftText(at: Long | undefined): string {
    if (at === undefined || first === undefined || newest === undefined) return '';
    const done = at.subtract(first).toNumber();
    const left = newest.subtract(at).toNumber();
    if (done <= 0 || left <= 0) return '';
    return `, about ${durationText(((clock.monotonic() - started) * left) / done)} left`;
  }

  return {
    get count() {
      return count;
    },
    async looked({ sequenceNumber }) {
      count += 1;
      if (first === undefined) {
        // Connecting takes its time once.
        started = clock.monotonic();
        first = sequenceNumber;
      }
      if (count % STEP !== 0) return;
      const isLong = clock.monotonic() - started >= QUIET_MS;
      if (isLong && newest === undefined && sequenceNumber !== undefined) {
        newest = await newestNumber(deadLetters, sequenceNumber);
        const faster =
          peekRate === 0 ? '' : ` Faster: --peek-rate, ${peekRate} a second now, 0 for no limit.`;
        terminal.log(`Looked at ${count} so far${leftText(sequenceNumber)}.${faster}`);
      }
      terminal.status(`looked at ${count}${leftText(sequenceNumber)}`);
    },
    end: () => terminal.status(''),
  };
}

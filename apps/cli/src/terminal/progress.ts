import type { Clock } from '@spotler-connector/clock';
import { durationText } from '../time/duration-text.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far something is. */
export interface Progress {
  /** So many are done now. */
  show(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

const BAR_WIDTH = 16;
/** Where there is no bar, a line is written this often. */
const LINE_MS = 10_000;
const REDRAW_MS = 100;

/** A bar with rate and remaining time on a terminal; a plain line now and then elsewhere. */
export function createProgress(
  terminal: Pick<Terminal, 'status' | 'log' | 'isTerminal'>,
  total: number,
  clock: Pick<Clock, 'monotonic'>,
): Progress {
  const started = clock.monotonic();
  let shown = started;
  return {
    show(done) {
      const time = clock.monotonic();
      if (done < total && time - shown < (terminal.isTerminal ? REDRAW_MS : LINE_MS)) return;
      shown = time;
      const text = progressText(done, total, time - started);
      if (terminal.isTerminal) terminal.status(`${bar(done / total)} ${text}`);
      else terminal.log(text);
    },
    end: () => terminal.status(''),
  };
}

/** How far it is, how fast it goes and how long it will take. Pure. */
export function progressText(done: number, total: number, elapsedMs: number): string {
  const perSecond = elapsedMs > 0 ? (done * 1_000) / elapsedMs : 0;
  const rate = perSecond >= 10 ? Math.round(perSecond) : Math.round(perSecond * 10) / 10;
  const left =
    perSecond > 0 && done < total ? `, ${durationText(((total - done) * 1_000) / perSecond)} left` : '';
  return `${done} of ${total}, ${rate} per second${left}`;
}

function bar(part: number): string {
  const full = Math.round(Math.min(1, part) * BAR_WIDTH);
  return `[${'#'.repeat(full)}${' '.repeat(BAR_WIDTH - full)}]`;
}

import { spanText } from './span-text.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far something is. */
export interface Progress {
  /** So many are done now. */
  show(done: number): void;
  /** Takes the bar away. */
  end(): void;
}

const WIDTH = 24;
/** Where there is no bar, a line is written this often. */
const LINE_MS = 10_000;
const REDRAW_MS = 100;

/** A bar with rate and remaining time on a terminal; a plain line now and then elsewhere. `now` in milliseconds. */
export function createProgress(
  terminal: Pick<Terminal, 'status' | 'note' | 'isTerminal'>,
  total: number,
  now: () => number,
): Progress {
  const started = now();
  let shown = started;
  return {
    show(done) {
      const time = now();
      if (done < total && time - shown < (terminal.isTerminal ? REDRAW_MS : LINE_MS)) return;
      shown = time;
      const text = progressText(done, total, time - started);
      if (terminal.isTerminal) terminal.status(`${bar(done / total)} ${text}`);
      else terminal.note(text);
    },
    end: () => terminal.status(''),
  };
}

/** How far it is, how fast it goes and how long it will take. Pure. */
export function progressText(done: number, total: number, elapsedMs: number): string {
  const perSecond = elapsedMs > 0 ? (done * 1_000) / elapsedMs : 0;
  const rate = perSecond >= 10 ? Math.round(perSecond) : Math.round(perSecond * 10) / 10;
  const left =
    perSecond > 0 && done < total ? `, ${spanText(((total - done) * 1_000) / perSecond)} left` : '';
  return `${done} of ${total}, ${rate} per second${left}`;
}

function bar(part: number): string {
  const full = Math.round(Math.min(1, part) * WIDTH);
  return `[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}]`;
}

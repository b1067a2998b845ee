import type { Clock } from '../clock.ts';

/** Wakes its owner when the earliest deadline has come; one timer, whatever the number of deadlines. */
export class DeadlineTimer {
  readonly #clock: Clock;
  readonly #wake: () => void;
  #at: number | undefined;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, wake: () => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Waits for another time, or for none. */
  set(at: number | undefined): void {
    if (at === this.#at) return;
    this.#cancel();
    this.#at = at;
    if (at === undefined) return;
    this.#cancel = this.#clock.callAt(at, () => {
      this.#at = undefined;
      this.#wake();
    });
  }
}

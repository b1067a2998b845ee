import { systemClock } from '../clock.ts';

/** Faults that can be made to happen a number of times. */
export type CountedFault = 'refuse-token' | 'lose-settlement' | 'lose-answer' | 'server-busy';

/** A service at which tokens can't be renewed. */
export interface BrokenRenewals {
  /** Milliseconds that a token is good for. */
  readonly lifeMs: number;
  /** The fate of a receiver whose token ran out: it gets nothing more without a word, or it is told. */
  readonly expired: 'mute' | 'detach';
}

/** Which faults are still to come. */
export class FaultPlan {
  readonly #left = new Map<CountedFault, number>();
  /** Milliseconds by which answers to settlements, sends and requests are late. */
  answerDelay = 0;
  /** Milliseconds that a new connection waits before the emulator answers it. */
  connectionDelay = 0;
  /** Undefined while tokens can be renewed. */
  brokenRenewals: BrokenRenewals | undefined;

  set(fault: CountedFault, times: number): void {
    this.#left.set(fault, times);
  }

  /** True when the fault is to happen now; each true counts. */
  strikes(fault: CountedFault): boolean {
    const left = this.#left.get(fault) ?? 0;
    if (left > 0) this.#left.set(fault, left - 1);
    return left > 0;
  }

  reset(): void {
    this.#left.clear();
    this.answerDelay = 0;
    this.connectionDelay = 0;
    this.brokenRenewals = undefined;
  }

  /** Answers at once, or late when that is planned. */
  answer(write: () => void): void {
    if (this.answerDelay === 0) write();
    else void systemClock.sleep(this.answerDelay).then(write);
  }
}

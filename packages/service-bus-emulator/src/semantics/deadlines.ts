import type { Deadline } from './message.ts';
import { MinHeap } from './min-heap.ts';

/** Deadlines of one queue, earliest first; of those that are due at once, the one that was added first. */
export class Deadlines {
  readonly #heap = new MinHeap<Deadline>();
  #turn = 0;

  /** Epoch milliseconds of the earliest deadline. */
  get next(): number | undefined {
    return this.#heap.first()?.at;
  }

  add(at: number, due: (now: number) => void): Deadline | undefined {
    if (at === Number.POSITIVE_INFINITY) return undefined;
    this.#turn += 1;
    const deadline: Deadline = { at, due, turn: this.#turn, position: -1 };
    this.#heap.add(deadline);
    return deadline;
  }

  cancel(deadline: Deadline | undefined): void {
    if (deadline !== undefined) this.#heap.remove(deadline);
  }

  /** Runs everything that is due by `now`, in order of time. What it adds is run as well when it is due. */
  run(now: number): void {
    for (let first = this.#heap.first(); first !== undefined && first.at <= now; first = this.#heap.first()) {
      this.#heap.remove(first);
      first.due(first.at);
    }
  }
}

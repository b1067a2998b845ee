/** Rows of a number, a mark and a state, sorted by number, in 17 bytes each. */
export interface NumberTable {
  readonly size: number;
  /** The row of a number; undefined when there is none. */
  find(number: bigint): number | undefined;
  /** Makes a row with state 0. The number must not be there yet. */
  add(number: bigint, mark: bigint): void;
  numberAt(row: number): bigint;
  markAt(row: number): bigint;
  stateAt(row: number): number;
  setState(row: number, state: number): void;
}

const FIRST_CAPACITY = 1_024;

/** Builds an empty {@link NumberTable}. */
export function createNumberTable(): NumberTable {
  let arrays = arraysFor(FIRST_CAPACITY);
  let size = 0;

  /** Where a number is, or where it would have to be. */
  function placeOf(number: bigint): number {
    const { numbers } = arrays;
    // Nearly always the next one comes last.
    if (size > 0 && (numbers[size - 1] ?? 0n) < number) return size;
    let [low, high] = [0, size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[middle] ?? 0n) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    get size() {
      return size;
    },
    find(number) {
      const place = placeOf(number);
      return place < size && arrays.numbers[place] === number ? place : undefined;
    },
    add(number, mark) {
      const place = placeOf(number);
      if (size === arrays.numbers.length) arrays = grown(arrays);
      const { numbers, marks, states } = arrays;
      for (const array of [numbers, marks, states]) array.copyWithin(place + 1, place, size);
      numbers[place] = number;
      marks[place] = mark;
      states[place] = 0;
      size += 1;
    },
    numberAt: (row) => arrays.numbers[row] ?? 0n,
    markAt: (row) => arrays.marks[row] ?? 0n,
    stateAt: (row) => arrays.states[row] ?? 0,
    setState(row, state) {
      arrays.states[row] = state;
    },
  };
}

interface Arrays {
  readonly numbers: BigUint64Array;
  readonly marks: BigUint64Array;
  readonly states: Uint8Array;
}

function arraysFor(capacity: number): Arrays {
  return {
    numbers: new BigUint64Array(capacity),
    marks: new BigUint64Array(capacity),
    states: new Uint8Array(capacity),
  };
}

function grown(arrays: Arrays): Arrays {
  const larger = arraysFor(arrays.states.length * 2);
  larger.numbers.set(arrays.numbers);
  larger.marks.set(arrays.marks);
  larger.states.set(arrays.states);
  return larger;
}

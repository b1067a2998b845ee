import type { ContactKey } from './contact-key.ts';

const FIRST_SLOTS = 4_096;

/** A set of whole numbers of 53 bits, above 0, in 16 to 32 bytes each. */
export interface HashSet {
  /** Adds a number; false when it is there already. */
  add(value: number): boolean;
  has(value: number): boolean;
}

/** Builds an empty set. */
export function createHashSet(): HashSet {
  let slots = new Float64Array(FIRST_SLOTS);
  let size = 0;

  function slotOf(value: number): number {
    const mask = slots.length - 1;
    for (let slot = value & mask; ; slot = (slot + 1) & mask) {
      if (slots[slot] === 0 || slots[slot] === value) return slot;
    }
  }

  return {
    add(value) {
      if (size * 2 >= slots.length) {
        const before = slots;
        slots = new Float64Array(before.length * 2);
        for (const each of before) if (each !== 0) slots[slotOf(each)] = each;
      }
      const slot = slotOf(value);
      if (slots[slot] === value) return false;
      slots[slot] = value;
      size += 1;
      return true;
    },
    has: (value) => slots[slotOf(value)] === value,
  };
}

/** A key as such a number; that two keys share one is as good as impossible. */
export function numberOfKey([a, b, c, d]: ContactKey): number {
  return ((a ^ c) >>> 11) * 2 ** 32 + ((b ^ d) >>> 0) || 1;
}

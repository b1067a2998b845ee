import type { ContactKey } from './contact-key.ts';
import { createHashSet, type HashSet, numberOfKey } from './hash-set.ts';

/**
 * Keeps apart what newer and older sweeps know of the same records or contacts. The newest is added first.
 */
export interface Superseded {
  /** Whether no newer sweep knows of it. If so, the older ones are not heard about it from now on. */
  isNews(key: ContactKey): boolean;
  /** Says that it is gone: whatever comes from now on about it is older. */
  drop(key: ContactKey): void;
  /** From now on comes what the sweep before that knew. */
  goBack(): void;
}

/** Builds it for so many sweeps before this one. Without any it costs nothing. */
export function createSuperseded(before: number): Superseded {
  const gone = createHashSet();
  const newer: HashSet[] = [gone];
  let current = createHashSet();
  let sweepsLeft = before;
  return {
    isNews(key) {
      const number = numberOfKey(key);
      if (newer.some((known) => known.has(number))) return false;
      // Nobody comes after the oldest.
      if (sweepsLeft > 0) current.add(number);
      return true;
    },
    drop: (key) => void gone.add(numberOfKey(key)),
    goBack() {
      newer.push(current);
      current = createHashSet();
      sweepsLeft -= 1;
    },
  };
}

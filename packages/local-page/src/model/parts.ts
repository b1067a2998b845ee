import { PARTS, type Part } from '../view/view.ts';

/** Says which parts of the view have changed since somebody looked. */
export interface Parts {
  /** Notes that a part is not as it was. */
  touch(part: Part): void;
  /** How often a part was touched. */
  versionOf(part: Part): number;
  /** Calls the listener after each change; gives the function that ends it. */
  onTouched(listener: () => void): () => void;
}

/** Builds it with every part untouched. */
export function createParts(): Parts {
  const versions = new Map<Part, number>(PARTS.map((part) => [part, 1]));
  const listeners = new Set<() => void>();
  return {
    touch(part) {
      versions.set(part, (versions.get(part) ?? 0) + 1);
      for (const listener of listeners) listener();
    },
    versionOf: (part) => versions.get(part) ?? 0,
    onTouched(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A list that forgets its oldest items. */
export interface BoundedList<Item> {
  add(item: Item): void;
  /** Newest first. */
  newest(): Item[];
  /** How many were ever added. */
  readonly total: number;
}

/** Keeps the newest `max` items. */
export function createBoundedList<Item>(max: number): BoundedList<Item> {
  let items: Item[] = [];
  let total = 0;
  return {
    add(item) {
      total += 1;
      items.push(item);
      // Cutting seldom is cheaper than shifting each time.
      if (items.length > 2 * max) items = items.slice(-max);
    },
    newest: () => items.slice(-max).reverse(),
    get total() {
      return total;
    },
  };
}

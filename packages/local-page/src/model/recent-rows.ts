/** A row that has a key, and a place among the others that never changes. */
export interface Ranked {
  readonly rank: number;
}

/** Rows by key, of which the page shows those that changed last. */
export interface RecentRows<Row extends Ranked> {
  /** Adds a row, or replaces the one with this key; it counts as changed last. */
  set(key: string, row: Row): void;
  get(key: string): Row | undefined;
  /** Every row, the one that changed last at the end. */
  all(): IterableIterator<Row>;
  readonly size: number;
  /** At most `count` rows that changed last, by rank, newest first: what changes does not jump about. */
  shown(count: number): Row[];
}

/** Keeps at most `max` rows: the ones that changed longest ago are forgotten. */
export function createRecentRows<Row extends Ranked>(max: number): RecentRows<Row> {
  const rows = new Map<string, Row>();
  return {
    set(key, row) {
      rows.delete(key);
      rows.set(key, row);
      if (rows.size > max) for (const oldest of rows.keys()) return void rows.delete(oldest);
    },
    get: (key) => rows.get(key),
    all: () => rows.values(),
    get size() {
      return rows.size;
    },
    shown: (count) => [...rows.values()].slice(-count).sort((one, other) => other.rank - one.rank),
  };
}

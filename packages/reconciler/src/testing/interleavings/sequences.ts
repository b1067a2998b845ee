/** Every sequence of so many of these. */
export function sequencesOf<Item>(items: readonly Item[], length: number): Item[][] {
  if (length === 0) return [[]];
  return sequencesOf(items, length - 1).flatMap((sequence) => items.map((item) => [...sequence, item]));
}

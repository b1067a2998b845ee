import * as t from 'io-ts';

/** A value that Spotler may send as null instead of leaving it out. */
export function orNull<C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> {
  return t.union([codec, t.null]);
}

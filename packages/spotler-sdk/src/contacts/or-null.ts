import * as t from 'io-ts';

/** A value that Spotler may send as null instead of leaving it out. */
export const orNull = <C extends t.Mixed>(codec: C) => t.union([codec, t.null]);

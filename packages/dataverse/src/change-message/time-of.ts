/**
 * `/Date(1506409448000+0000)/`: milliseconds since the epoch, and an offset that changes nothing about them.
 */
const CONTRACT_DATE = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/** A time in a message, in milliseconds since the epoch; null for anything that is none. */
export function timeOf(value: unknown): number | null {
  const [, milliseconds] = typeof value === 'string' ? (CONTRACT_DATE.exec(value) ?? []) : [];
  if (milliseconds === undefined) return null;
  const time = Number(milliseconds);
  return time >= 0 && time <= MAX_TIME ? time : null;
}

/** The last millisecond of the year 9999: later ones have no ordinary text. */
const MAX_TIME = 253_402_300_799_999;

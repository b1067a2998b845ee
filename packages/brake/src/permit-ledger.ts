import * as t from 'io-ts';

/** Permits that were taken at about one time. */
export interface TakenPermits {
  /** When the last of them was taken, in milliseconds since the epoch. */
  readonly at: number;
  readonly count: number;
}

/** A person's decision to let more be erased than the limit allows. */
export interface Release {
  /** When, in milliseconds since the epoch. */
  readonly at: number;
  /** How many erasures it allowed beyond the limit. */
  readonly count: number;
  /** The person, as far as known: a signed-in identity's id or name. */
  readonly by: string;
}

/** The permits, as all workers share them. */
export interface PermitLedger {
  /** Oldest first; none is older than an hour. */
  readonly taken: readonly TakenPermits[];
  /** Permits beyond the limit that a person allowed and that nobody has taken yet. */
  readonly released: number;
  /** The last decisions, oldest first. */
  readonly releases: readonly Release[];
}

const Ledger: t.Type<PermitLedger, unknown> = t.type({
  taken: t.readonlyArray(t.type({ at: t.number, count: t.number })),
  released: t.number,
  releases: t.readonlyArray(t.type({ at: t.number, count: t.number, by: t.string })),
});

/** Permits count against the limit for so long. */
export const WINDOW_MS = 3_600_000;
/** Those of one such span are counted as one entry, as of the last of them: never too few. */
const ENTRY_MS = 60_000;
const MAX_RELEASES_KEPT = 100;
/** Permits released for those who were held then must not serve another mistake later. */
const RELEASE_MS = 86_400_000;

/** Nothing was taken or released. */
export const EMPTY_LEDGER: PermitLedger = { taken: [], released: 0, releases: [] };

/** Counts the permits taken in the hour before `now`. A clock that is ahead counts too many at most. */
export function usedAt({ taken }: PermitLedger, now: number): number {
  return current(taken, now).reduce((sum, { count }) => sum + count, 0);
}

/** Counts the permits that a person released and nobody has taken, unless that was long ago. */
export function releasedAt({ released, releases }: PermitLedger, now: number): number {
  const last = releases.at(-1);
  return last === undefined || last.at <= now - RELEASE_MS ? 0 : released;
}

/**
 * Takes up to `wanted` permits: what is left of the limit first, then what a person released. Pure.
 */
export function take(
  ledger: PermitLedger,
  { wanted, limit, now }: { readonly wanted: number; readonly limit: number; readonly now: number },
): { readonly granted: number; readonly ledger: PermitLedger } {
  const free = Math.max(0, limit - usedAt(ledger, now));
  const fromLimit = Math.min(wanted, free);
  const released = releasedAt(ledger, now);
  const fromReleased = Math.min(wanted - fromLimit, released);
  const taken = withTaken(current(ledger.taken, now), { at: now, count: fromLimit });
  const after = { ...ledger, taken, released: released - fromReleased };
  return { granted: fromLimit + fromReleased, ledger: after };
}

/** Allows `count` more than the limit. Pure. */
export function release(ledger: PermitLedger, decision: Release): PermitLedger {
  const releases = [...ledger.releases, decision].slice(-MAX_RELEASES_KEPT);
  return { ...ledger, released: releasedAt(ledger, decision.at) + decision.count, releases };
}

/** Reads what {@link encodeLedger} wrote; undefined for anything else. */
export function decodeLedger(body: Uint8Array): PermitLedger | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return Ledger.is(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The stored form. */
export function encodeLedger(ledger: PermitLedger): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(ledger));
}

function current(taken: readonly TakenPermits[], now: number): TakenPermits[] {
  return taken.filter(({ at }) => at > now - WINDOW_MS);
}

function withTaken(taken: readonly TakenPermits[], added: TakenPermits): TakenPermits[] {
  if (added.count === 0) return [...taken];
  const last = taken.at(-1);
  if (last === undefined || entryOf(last) !== entryOf(added)) return [...taken, added];
  const joined = { at: Math.max(last.at, added.at), count: last.count + added.count };
  return [...taken.slice(0, -1), joined];
}

function entryOf({ at }: TakenPermits): number {
  return Math.floor(at / ENTRY_MS);
}

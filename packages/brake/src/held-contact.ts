import { type Rule, RuleCodec, type Table } from '@spotler-connector/anonymization-policy';
import * as t from 'io-ts';

/**
 * The state of a contact that was held.
 *
 * - `held`: opted out, and a person decides.
 * - `erased`: erased since, or gone by itself.
 * - `given-back`: it did not have to be erased any more, and has the permissions again that were noted.
 * - `left-opted-out`: it did not have to be erased any more, but is not to be mailed either.
 */
export type HeldState = 'held' | 'erased' | 'given-back' | 'left-opted-out';

/** A contact that was held, and everything that is needed to undo it. Free of personal data. */
export interface HeldContact {
  /** The table of its record. */
  readonly table: Table;
  /** The id of its record. */
  readonly id: string;
  /** The id under which Spotler knows it. */
  readonly externalId: string;
  /** The rule by which it was due to be erased. */
  readonly rule: Rule;
  /** The bits of the permissions that it had when it was held. */
  readonly permissions: readonly number[];
  /** When it was held first, in milliseconds since the epoch. */
  readonly since: number;
  /** Whether it still is. */
  readonly state: HeldState;
  /** The person who decided, as far as known; undefined while nobody did, or when the worker erased it. */
  readonly decidedBy?: string | undefined;
  /** When it was decided, in milliseconds since the epoch. */
  readonly decidedAt?: number | undefined;
}

const Held: t.Type<HeldContact, unknown> = t.intersection([
  t.type({
    table: t.keyof({ contact: null, lead: null, account: null }),
    id: t.string,
    externalId: t.string,
    rule: RuleCodec,
    permissions: t.readonlyArray(t.number),
    since: t.number,
    state: t.keyof({ held: null, erased: null, 'given-back': null, 'left-opted-out': null }),
  }),
  t.partial({
    decidedBy: t.union([t.string, t.undefined]),
    decidedAt: t.union([t.number, t.undefined]),
  }),
]);

/**
 * The note after the contact is held once more, with the permissions that it has now. A hold that was cut off
 * noted them before it took them away, so those count too. Pure.
 */
export function heldAgain(before: HeldContact | undefined, now: HeldContact): HeldContact {
  if (before?.state !== 'held') return now;
  const permissions = [...new Set([...before.permissions, ...now.permissions])].sort((a, b) => a - b);
  return { ...now, permissions, since: before.since };
}

/** Reads what {@link encodeHeld} wrote; undefined for anything else. */
export function decodeHeld(body: Uint8Array): HeldContact | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return Held.is(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The stored form. */
export function encodeHeld(held: HeldContact): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(held));
}

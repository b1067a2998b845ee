import type { Decision, RecordRef } from '@spotler-connector/anonymization-policy';
import type { Sight } from './look.ts';
import type { Effect } from './outcome.ts';
import { PortError } from './port-error.ts';
import type { CallOptions, ContactTarget, RecordReading } from './ports.ts';

/** Something that was done to a contact, and that nobody can see afterwards: an erasure, or an opt-out. */
export interface ContactEvidence {
  /** The record whose contact it is. */
  readonly ref: RecordRef;
  /** The decision that was carried out. */
  readonly decision: Decision;
  /** The record as it was read before. */
  readonly reading: RecordReading;
  /** The target's answer; `held` when the brake had the contact opted out instead. */
  readonly effect: Effect | { readonly kind: 'held' };
  /**
   * Of an erasure: what reading the contact back found; `unknown` when the target did not answer. Absent for
   * an opt-out, whose permissions the target reads back itself.
   */
  readonly readBack?: 'gone' | 'present' | 'unknown' | undefined;
}

/** Where evidence is kept. */
export interface EvidenceSink {
  /**
   * Resolves when the evidence is stored; before that nothing is reported as done.
   *
   * @throws {PortError} with side `state` when it can't be stored.
   */
  record(evidence: ContactEvidence, options?: CallOptions): Promise<void>;
}

/** Options of proving an effect. */
export interface ProofOptions extends CallOptions {
  readonly target: ContactTarget;
  /** Default: no evidence is kept. */
  readonly evidence?: EvidenceSink | undefined;
}

/**
 * Reads a contact back that should be gone, and has evidence stored of what was done to it. Resolves to
 * whether it is still there. What was erased leaves evidence even when reading it back fails.
 *
 * @throws {PortError} when the contact can't be read back, or the evidence not be stored.
 */
export async function proveEffect(
  ref: RecordRef,
  { decision, reading }: Sight,
  effect: Effect,
  { target, evidence, signal }: ProofOptions,
): Promise<boolean> {
  const about = { ref, decision, reading, effect };
  if (decision.action !== 'anonymize') {
    if (isOptOut(effect)) await evidence?.record(about, { signal });
    return false;
  }
  let readBack: 'gone' | 'present';
  try {
    readBack = await target.readBack(reading.externalId, { signal });
  } catch (error) {
    if (error instanceof PortError) await evidence?.record({ ...about, readBack: 'unknown' }, { signal });
    throw error;
  }
  await evidence?.record({ ...about, readBack }, { signal });
  return readBack === 'present';
}

function isOptOut({ kind }: Effect): boolean {
  return kind === 'opted-out' || kind === 'synced-opted-out';
}

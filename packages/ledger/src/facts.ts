import type { Cause, RecordRef, Rule } from '@spotler-connector/anonymization-policy';

/** Whoever set something off, as the change message names them: ids only. */
export interface Initiator {
  /** Dataverse's name of the event, such as `Update`; for an operator's own command the command's name. */
  readonly event: string;
  /** The user who began what led to it; null when nobody says. */
  readonly userId: string | null;
  /** Dataverse's id of the operation; null when nobody says. */
  readonly operationId: string | null;
  /** When the change was made: milliseconds since the epoch; null when nobody says. */
  readonly changedAt: number | null;
}

/** The parts of a fact that is about one record. */
export interface AboutRecord {
  /** Which record. */
  readonly record: RecordRef;
  /** The id of its contact in Spotler. It is stored as it is if it is a GUID, else as a keyed hash. */
  readonly externalId?: string | undefined;
  /** The decision: its rule and causes. */
  readonly decision?:
    | { readonly rule: Rule; readonly causes: readonly Cause[]; readonly policyVersion: string }
    | undefined;
  /** Fingerprint of the settings that decided, as a lower-case hexadecimal text. */
  readonly settings?: string | undefined;
  /** Those who asked; several when their messages were answered together. */
  readonly initiators?: readonly Initiator[] | undefined;
  /** The Spotler Job that ordered it. */
  readonly jobId?: string | undefined;
}

/** The same for a fact that need not be about one record. */
export interface PossiblyAboutRecord extends Omit<AboutRecord, 'record'> {
  /** Which record, if any. */
  readonly record?: RecordRef | undefined;
}

/** A contact was to be erased, and Spotler was asked to. */
export interface ErasureFact extends AboutRecord {
  /** Tells it from other facts. */
  readonly kind: 'erasure';
  /** `not-erased`: Spotler confirmed it, but reading back still found the contact. */
  readonly result: 'anonymized' | 'already-anonymized' | 'not-erased';
  /** Dataverse's answer about the record. */
  readonly dataverse: 'present' | 'deleted';
  /** Spotler's answer to the anonymization: what it meant and its HTTP status. */
  readonly spotler: { readonly kind: 'anonymized' | 'already-anonymized'; readonly status: number };
  /** Spotler's answer when the contact was asked for afterwards; `unknown` when none could be had. */
  readonly readBack: 'gone' | 'present' | 'unknown';
}

/** Every permission of a contact was set to false. */
export interface OptOutFact extends AboutRecord {
  /** Tells it from other facts. */
  readonly kind: 'opt-out';
  /** `synced-opted-out`: the contact's other properties were written after it. */
  readonly result: 'opted-out' | 'synced-opted-out';
}

/** A second look, or a sweep, found something that differed from what the policy wants, and it was mended. */
export interface MendFact extends AboutRecord {
  /** Tells it from other facts. */
  readonly kind: 'mend';
  /** The finder. */
  readonly by: 'second-look' | 'sweep';
  /**
   * The effect that mended it: a lower-case word such as `anonymized`; `maybe-anonymized` and the like when
   * an earlier delivery of the finder's message may have mended it.
   */
  readonly result: string;
}

/** An erasure waits for a person, was let go, or was refused. */
export interface BrakeFact extends PossiblyAboutRecord {
  /** Tells it from other facts. */
  readonly kind: 'held' | 'released' | 'rejected';
  /** How many erasures it is about, where it is not about one record. */
  readonly count?: number | undefined;
  /** Whoever decided: an id is stored as it is, anything else as a keyed hash. */
  readonly decidedBy?: string | undefined;
}

/** A Spotler Job ended. */
export interface JobFact extends PossiblyAboutRecord {
  /** Tells it from other facts. */
  readonly kind: 'job';
  /** The job's row. */
  readonly jobId: string;
  /** `succeeded` or `failed`. */
  readonly result: 'succeeded' | 'failed';
}

/** From now on another generation of the policy acts. */
export interface GenerationFact {
  /** Tells it from other facts. */
  readonly kind: 'generation';
  /** Its number or name: letters, digits, `.`, `_`, `-`. */
  readonly generation: string;
  /** The version of the policy. */
  readonly policyVersion: string;
  /** Fingerprint of its settings, as a lower-case hexadecimal text. */
  readonly settings: string;
}

/** A sweep compared both sides. */
export interface SweepFact {
  /** Tells it from other facts. */
  readonly kind: 'sweep';
  /** Records and contacts compared. */
  readonly compared: number;
  /** How many differences of each kind were found, by a lower-case word such as `stale-contact`. */
  readonly found: Readonly<Record<string, number>>;
  /** How many of them were mended, or handed to the workers to mend. */
  readonly mended: number;
}

/** Everything that evidence is kept of. */
export type EvidenceFact =
  | ErasureFact
  | OptOutFact
  | MendFact
  | BrakeFact
  | JobFact
  | GenerationFact
  | SweepFact;

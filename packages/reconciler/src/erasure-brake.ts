import type { Decision, RecordRef } from '@spotler-connector/anonymization-policy';
import type { CallOptions } from './ports.ts';

/** A permit to erase one contact. One of both is called in the end, unless nobody knows what came of it. */
export interface ErasurePermit {
  /** Says that the contact was erased with it. Never rejects. */
  spend(): Promise<void>;
  /** Gives it back: nothing was erased with it. */
  giveBack(): void;
}

/** A contact that is due to be erased. */
export interface DueErasure {
  /** The record whose contact it is. */
  readonly ref: RecordRef;
  /** The id under which the target knows the contact. */
  readonly externalId: string;
  /** The decision to erase it. */
  readonly decision: Decision;
}

/** The limit on erasures, and what is done with a contact that is above it. */
export interface ErasureBrake {
  /**
   * Asks for a permit to erase one contact: `held` when the limit is used up. Whoever asks again for a
   * contact of which nobody knows whether it was erased gets the same permit.
   *
   * @throws {PortError} with side `state` when that can't be asked. Then nothing may be erased.
   */
  ask(due: DueErasure, options?: CallOptions): Promise<ErasurePermit | 'held'>;
  /** Says whether there would be a permit now, without taking one. @throws {PortError} with side `state` */
  look(options?: CallOptions): Promise<'permitted' | 'held'>;
  /**
   * Notes which permissions the contact has, then sets all of them to false. `unknown-contact`: there is
   * none, so there is nothing to hold and nothing to erase.
   *
   * @throws {PortError} with side `state` or `target`; it is safe to call again.
   */
  hold(due: DueErasure, options?: CallOptions): Promise<'opted-out' | 'unknown-contact'>;
}

import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Origin } from '@spotler-connector/reconciler';

/** A change message, as far as the reconciler is told of it. */
export interface HostileMessage {
  /** The record that it names. */
  readonly ref: RecordRef;
  /**
   * The external id before the change, as a pre-image has it; null for an empty column. Undefined without an
   * image.
   */
  readonly told?: string | null | undefined;
  /** Whether it names our organization, or none. */
  readonly origin: Origin;
}

import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { CommonOptions } from '../terminal/command-options.ts';

/** Explain a record as Dataverse has it now. */
export interface ExplainRecordOptions extends CommonOptions {
  readonly kind: 'record';
  readonly ref: RecordRef;
  /** Whether to do what the policy says. */
  readonly apply: boolean;
}

/** Explain a snapshot from a file, without asking anybody. */
export interface ExplainFileOptions extends CommonOptions {
  readonly kind: 'file';
  readonly path: string;
}

/** Options of `explain`. */
export type ExplainOptions = ExplainRecordOptions | ExplainFileOptions;

import type { Clock } from '@spotler-connector/clock';
import type { StoredCheckpoint, SweepFact } from '@spotler-connector/ledger';
import type { RemovableObjectStore } from '@spotler-connector/object-store';
import type { Finding, SweepSource, SweepTarget } from '@spotler-connector/sweep';
import type { Confirm } from '../terminal/confirm.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Dependencies of a sweep. */
export interface SweepPorts {
  readonly terminal: Terminal;
  readonly confirm: Confirm;
  readonly clock: Clock;
  /** Ends it after the page, or after those in hand. */
  readonly signal: AbortSignal;
  readonly source: SweepSource;
  readonly target: SweepTarget;
  /** The Spotler properties of the mapping. */
  readonly properties: readonly string[];
  /** Whether each record goes by its own id in Spotler, and by no other. */
  readonly ownIds: boolean;
  /** Whether one can, at least where no other id is known. */
  readonly byRecordId: boolean;
  /** Says which systems and settings it is about. */
  readonly fingerprint: string;
  /** The user of Dataverse that we are. */
  readonly userId: string;
  /** Where state is kept; `undefined` when nowhere: then nothing can be resumed. */
  readonly store: RemovableObjectStore | undefined;
  /** Hands findings on to the workers. */
  readonly send: (findings: readonly Finding[]) => Promise<void>;
  /** Random numbers: a name for a sweep, one for its process, and a salt. */
  readonly newRun: () => { readonly run: string; readonly owner: string; readonly salt: number };
  /** Leaves evidence of what was found; `undefined` when none is kept. */
  readonly record?: ((found: Omit<SweepFact, 'kind'>) => Promise<StoredCheckpoint>) | undefined;
}

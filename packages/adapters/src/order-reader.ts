import { type Decision, type RecordSnapshot, wantsContact } from '@spotler-connector/anonymization-policy';
import type {
  RecordReading as DataverseReading,
  DataverseRecordSource,
  JobStore,
} from '@spotler-connector/dataverse';
import { type CallOptions, PortError, type RecordReading } from '@spotler-connector/reconciler';
import { failureOf } from './port-errors.ts';

/** The calls of the job store that read and end orders. */
export type OrderCalls = Pick<JobStore, 'standing' | 'isClaimed' | 'end'>;

/** Options of reading orders. */
export interface OrderReaderOptions {
  /** Where a record is read again. Failures must come as `PortError`s. */
  readonly records: Pick<DataverseRecordSource, 'read'>;
  /** Where standing orders are found; `undefined` when there are none. */
  readonly jobs: OrderCalls | undefined;
  /** The policy. Default: it wants every contact. */
  readonly decide?: ((snapshot: RecordSnapshot) => Decision) | undefined;
  /** Whether nothing may be written. */
  readonly readOnly: boolean;
}

/**
 * Adds to a reading the order that stands. `claimed` says whether anything claims the record, asked no later
 * than the record was: an order that is given after that has an erasure of its own, so that a no is enough.
 * Default: yes. @throws {PortError}
 */
export type OrderReader = (
  reading: DataverseReading,
  call: CallOptions,
  claimed?: Promise<boolean> | undefined,
) => Promise<RecordReading>;

/** Rounds until a record and its orders have to stand still. */
const MAX_ROUNDS = 12;

/**
 * Builds a reader of orders. An order stands for the version that it claimed, and for later ones until the
 * policy wants the contact. Then its claim is taken away, for nobody could tell afterwards: ETags are only
 * compared for equality. The claim of another version is an earlier one's if the record is still the same
 * after the claim was found.
 */
export function createOrderReader({ records, jobs, decide, readOnly }: OrderReaderOptions): OrderReader {
  return async (first, call, claimed) => {
    let reading = first;
    for (let rounds = 0; rounds < MAX_ROUNDS; rounds++) {
      const { ref, version, snapshot } = reading;
      const decision = decide?.(snapshot);
      if (jobs === undefined || version === null || decision?.action === 'anonymize') {
        return { ...reading, order: null };
      }
      if ((await claimed) === false) return { ...reading, order: null };
      const found = await jobs.standing(ref, version, call);
      const stands = found?.recordVersion === version || (decision && !wantsContact(decision));
      if (found === null || stands) return { ...reading, order: found };
      const again = await records.read(ref, { ...call, externalId: reading.externalId });
      if (again.version === version && readOnly) return { ...reading, order: null };
      if (again.version === version) await jobs.end(found, call);
      reading = again;
    }
    throw new PortError(failureOf('dataverse', { kind: 'unavailable' }));
  };
}

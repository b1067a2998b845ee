import { failureOf } from '@spotler-connector/adapters';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { LookRequest } from '@spotler-connector/dataverse';
import { PortError } from '@spotler-connector/reconciler';
import { lookAfter } from '@spotler-connector/service-bus';

/** A contact that has to be looked at once more, when nothing that was sent can take effect any more. */
export interface WantedLook {
  readonly ref: RecordRef;
  /** The contact; `undefined` when nothing was written: then it is the one that the record has. */
  readonly externalId: string | undefined;
  /** When it was erased, in milliseconds since the epoch; `undefined` when it was not. */
  readonly erasedAt: number | undefined;
}

/** A second look that is put into the queue. */
export interface ScheduledLook extends Pick<LookRequest, 'ref' | 'contactId' | 'erasedAt'> {
  /** The same for all that ask for one look. */
  readonly id: string;
  /** In milliseconds since the epoch. */
  readonly dueAt: number;
}

/** Arranges second looks. */
export interface SecondLooks {
  /**
   * Resolves once every look is in the queue, where it survives this worker.
   *
   * @throws {PortError} when one is not: then nothing of it may be reported done.
   */
  arrange(wanted: readonly WantedLook[]): Promise<void>;
}

/** Options of arranging second looks. */
export interface SecondLooksOptions {
  /**
   * Puts a look into the queue. `not-possible`: it never will be, and somebody was told. Rejects when the
   * queue can't be reached.
   */
  readonly schedule: (look: ScheduledLook) => Promise<'scheduled' | 'not-possible'>;
  readonly latestEffectMs: number;
  readonly clock: Pick<Clock, 'now'>;
  /** Called when a record's look could not be put into the queue now. */
  readonly onFailed: (error: unknown, ref: RecordRef) => void;
}

/** The code of a failure of which a look was not arranged. */
export const NOT_ARRANGED = 'SecondLookNotArranged';

/** Builds it. Looks of one contact that are due at about the same time are one message. */
export function createSecondLooks({
  schedule,
  latestEffectMs,
  clock,
  onFailed,
}: SecondLooksOptions): SecondLooks {
  /** By id, when they are due. */
  const scheduled = new Map<string, number>();

  async function arrangeOne(contact: WantedLook): Promise<void> {
    const { ref, externalId: contactId, erasedAt } = contact;
    const { id, dueAt } = lookAfter(contact, clock.now(), latestEffectMs);
    if (scheduled.has(id)) return;
    forgetPast();
    try {
      if ((await schedule({ id, ref, contactId, erasedAt, dueAt })) === 'scheduled') scheduled.set(id, dueAt);
    } catch (error) {
      onFailed(error, ref);
      throw new PortError(failureOf('state', { kind: 'unavailable', code: NOT_ARRANGED }));
    }
  }

  function forgetPast(): void {
    for (const [id, dueAt] of scheduled) {
      if (dueAt > clock.now()) return;
      scheduled.delete(id);
    }
  }

  return {
    async arrange(wanted) {
      await Promise.all(wanted.map(arrangeOne));
    },
  };
}

import type { Clock } from '@spotler-connector/clock';
import { batchNaturally } from '@spotler-connector/natural-batching';
import {
  type BatchCreateResult,
  type ContactInput,
  type SpotlerClient,
  SpotlerError,
} from '@spotler-connector/spotler-sdk';

/**
 * A contact to be written. `alone` writes it by itself, and never rejects; `onResult` is called with how
 * creating it went.
 */
export interface Creation {
  readonly contact: ContactInput;
  readonly signal: AbortSignal | undefined;
  alone(): Promise<void>;
  onResult(result: BatchCreateResult): void;
  onError(error: unknown): void;
}

/** Below so many contacts a request for each is as good, and sooner done. */
const MIN_BATCH = 4;
/** The vendor's limit (Swagger of March 2022, `POST /contact/list`). */
const LIMITS = { maxItems: 100, maxRequests: 4, eagerItems: 8 };
/** For so long an account that does not know the endpoint is not asked again. */
const UNKNOWN_MS = 3_600_000;

/**
 * Joins the creating of contacts. What is asked while a request is under way goes together into the next one.
 * Nothing is sent for who has given up by then. No request has one contact twice, for nobody could tell which
 * of the two was refused. Where the account does not know the endpoint, or refuses a batch as a whole, each
 * contact is written by itself.
 */
export function createTogether(
  contacts: Pick<SpotlerClient['contacts'], 'createBatch'>,
  clock: Pick<Clock, 'monotonic'>,
): (creation: Creation) => void {
  let unknownUntil = Number.NEGATIVE_INFINITY;

  return batchNaturally<Creation>(async (creations) => {
    const willing = creations.filter((creation) => !isGivenUp(creation));
    const batch = firstOfEach(willing);
    const others = willing.filter((creation) => !batch.includes(creation));
    if (batch.length < MIN_BATCH || clock.monotonic() < unknownUntil) return eachAlone(willing);
    try {
      const results = await contacts.createBatch(batch.map(({ contact }) => contact));
      for (const [index, creation] of batch.entries()) {
        const result = results[index];
        if (result === undefined) void creation.alone();
        else creation.onResult(result);
      }
    } catch (error) {
      if (!isAboutBatch(error)) {
        for (const { onError } of batch) onError(error);
      } else {
        if (error.kind !== 'rejected') unknownUntil = clock.monotonic() + UNKNOWN_MS;
        await eachAlone(batch);
      }
    }
    await eachAlone(others);
  }, LIMITS);
}

async function eachAlone(creations: readonly Creation[]): Promise<void> {
  await Promise.all(creations.map((creation) => creation.alone()));
}

function isGivenUp({ signal, onError }: Creation): boolean {
  if (signal?.aborted !== true) return false;
  onError(signal.reason);
  return true;
}

/** GUIDs ignore case; to take more for the same than is only costs a request. */
function firstOfEach(creations: readonly Creation[]): Creation[] {
  const byId = new Map<string, Creation>();
  for (const creation of creations) {
    const id = creation.contact.externalId.toLowerCase();
    if (!byId.has(id)) byId.set(id, creation);
  }
  return [...byId.values()];
}

/**
 * Whether a failure is about writing several at once: then a single write may succeed. A write that may still
 * take effect fails as one, so that each of its contacts is known to be in doubt.
 */
function isAboutBatch(error: unknown): error is SpotlerError {
  if (!(error instanceof SpotlerError) || error.ambiguous) return false;
  return error.kind === 'rejected' || error.kind === 'protocol' || error.status === 403;
}

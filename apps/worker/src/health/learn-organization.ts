import type { Clock } from '@spotler-connector/clock';
import { DataverseError, type DataverseIdentity } from '@spotler-connector/dataverse';

/** Options of learning which organization ours is. */
export interface OrganizationOptions {
  /** Asks Dataverse who we are, and where. */
  readonly whoAmI: (signal: AbortSignal) => Promise<DataverseIdentity>;
  /** Called with the kind of the first failure, and of each that is of another kind than the one before. */
  readonly onFailed: (kind: DataverseError['kind']) => void;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Knows which organization ours is, or why it is not known yet. */
export interface OurOrganization {
  /**
   * The organization's id, in lower case. @throws {Error} while it is not known: no message may be taken
   * then.
   */
  id(): string;
  /** Resolves as soon as it is known; rejects with an `AbortError` when the worker stops first. */
  readonly known: Promise<void>;
  /**
   * The kind of the last failure while it is not known; undefined once it is, and before the first answer.
   */
  readonly failure: DataverseError['kind'] | undefined;
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

/**
 * Asks Dataverse for its organization until it answers. Each message is compared with it, so none is taken
 * before: a copy of an environment keeps the service endpoint and sends to our queue (learn: copy an
 * environment).
 */
export function learnOrganization({ whoAmI, onFailed, clock, signal }: OrganizationOptions): OurOrganization {
  let organizationId: string | undefined;
  let failure: DataverseError['kind'] | undefined;

  async function ask(): Promise<void> {
    for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
      try {
        ({ organizationId } = await whoAmI(signal));
        failure = undefined;
        return;
      } catch (error) {
        if (!(error instanceof DataverseError) || signal.aborted) throw error;
        if (error.kind !== failure) onFailed(error.kind);
        failure = error.kind;
      }
      await clock.sleep(delayMs, signal);
    }
  }

  return {
    known: ask(),
    id() {
      if (organizationId === undefined) throw new Error('Our organization is not known yet');
      return organizationId;
    },
    get failure() {
      return failure;
    },
  };
}

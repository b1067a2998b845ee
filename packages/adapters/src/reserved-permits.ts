import type { Permit } from '@spotler-connector/brake';
import type { Clock } from '@spotler-connector/clock';
import type { ErasurePermit } from '@spotler-connector/reconciler';

/** A permit of one contact. */
export type TakenPermit = Pick<ErasurePermit, 'giveBack'> & {
  /** Says that the contact was erased with it. */
  spend(): void;
};

/** Permits by contact, each until it is known what came of it. */
export interface ReservedPermits {
  /**
   * A permit for the contact: the one of an earlier try of which nobody knows what came of it, else one that
   * `ask` gives.
   */
  take(externalId: string, ask: () => Promise<Permit | 'held'>): Promise<TakenPermit | 'held'>;
}

interface Reserved {
  readonly permit: Permit;
  readonly takenAt: number;
}

/** Later a permit would count against another hour than its own. */
const MAX_AGE_MS = 60_000;

/** Builds {@link ReservedPermits}. */
export function createReservedPermits(clock: Pick<Clock, 'now'>): ReservedPermits {
  const reserved = new Map<string, Reserved>();

  function earlier(externalId: string): Reserved | undefined {
    for (const [id, { takenAt }] of reserved) {
      if (clock.now() - takenAt < MAX_AGE_MS) break;
      reserved.delete(id);
    }
    return reserved.get(externalId);
  }

  function takenPermit(externalId: string, mayGiveBack: boolean): TakenPermit {
    return {
      spend: () => void reserved.delete(externalId),
      giveBack() {
        // The contact of an earlier try may be gone because of that one.
        if (mayGiveBack) reserved.get(externalId)?.permit.giveBack();
        reserved.delete(externalId);
      },
    };
  }

  return {
    async take(externalId, ask) {
      if (earlier(externalId) !== undefined) return takenPermit(externalId, false);
      const takenAt = clock.now();
      const permit = await ask();
      if (permit === 'held') return permit;
      reserved.set(externalId, { permit, takenAt });
      return takenPermit(externalId, true);
    },
  };
}

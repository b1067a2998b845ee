import type { Sight } from './look.ts';
import type { Effect } from './outcome.ts';
import type { CallOptions, ContactTarget } from './ports.ts';

/** The result of one act. */
export interface Act {
  readonly effect: Effect;
  /** Whether the act created the contact. */
  readonly created: boolean;
  /** Whether an earlier try of the same call may still take effect. */
  readonly ambiguous: boolean;
}

/** Makes the contact agree with the decision. */
export async function act(
  { decision, reading: { externalId }, properties }: Sight,
  target: ContactTarget,
  call: CallOptions,
): Promise<Act> {
  switch (decision.action) {
    case 'anonymize': {
      const { outcome, status, ambiguous = false } = await target.anonymize(externalId, call);
      return { effect: { kind: outcome, status }, created: false, ambiguous };
    }
    case 'sync':
    case 'sync-opted-out': {
      const optOut = decision.action === 'sync-opted-out';
      const { created, ambiguous = false } = await target.sync(externalId, properties, { ...call, optOut });
      const kind = optOut ? 'synced-opted-out' : 'synced';
      const effect: Effect = created ? { kind, created } : { kind };
      return { effect, created, ambiguous };
    }
    case 'opt-out': {
      const { outcome, ambiguous = false } = await target.optOut(externalId, call);
      return { effect: { kind: outcome }, created: false, ambiguous };
    }
    case 'leave':
      return { effect: { kind: 'left' }, created: false, ambiguous: false };
  }
}

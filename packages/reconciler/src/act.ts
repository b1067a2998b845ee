import type { Sight } from './look.ts';
import type { Effect } from './outcome.ts';
import type { CallOptions, ContactTarget } from './ports.ts';

/** Makes the contact agree with the decision. */
export async function act(
  { decision, reading: { externalId }, properties }: Sight,
  target: ContactTarget,
  call: CallOptions,
): Promise<Effect> {
  switch (decision.action) {
    case 'anonymize': {
      const { outcome, status } = await target.anonymize(externalId, call);
      return { kind: outcome, status };
    }
    case 'sync':
      await target.sync(externalId, properties, { ...call, optOut: false });
      return { kind: 'synced' };
    case 'sync-opted-out':
      await target.sync(externalId, properties, { ...call, optOut: true });
      return { kind: 'synced-opted-out' };
    case 'opt-out':
      return { kind: await target.optOut(externalId, call) };
    case 'leave':
      return { kind: 'left' };
  }
}

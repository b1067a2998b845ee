import type { Decision } from '@spotler-connector/anonymization-policy';
import type { Effect } from './outcome.ts';
import type { CallOptions, ContactTarget, RecordReading } from './ports.ts';

/** Makes the contact agree with the decision. */
export async function act(
  decision: Decision,
  reading: RecordReading,
  target: ContactTarget,
  options: CallOptions,
): Promise<Effect> {
  const { externalId, properties } = reading;
  switch (decision.action) {
    case 'anonymize': {
      const { outcome, status } = await target.anonymize(externalId, options);
      return { kind: outcome, status };
    }
    case 'sync':
      await target.sync(externalId, properties, { ...options, optOut: false });
      return { kind: 'synced' };
    case 'sync-opted-out':
      await target.sync(externalId, properties, { ...options, optOut: true });
      return { kind: 'synced-opted-out' };
    case 'opt-out':
      return { kind: await target.optOut(externalId, options) };
    case 'leave':
      return { kind: 'left' };
  }
}

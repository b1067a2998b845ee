import type { RecordReading } from '../../ports.ts';
import { REF, type State } from './model-scene.ts';

/** A worker that was killed, or had to stop. */
export class Killed extends Error {}

/** The record as a reading finds it. */
export function readingOf(record: State, version: number): RecordReading {
  const externalId = REF.id;
  if (record === 'gone') {
    const snapshot = { table: 'contact', presence: 'deleted' } as const;
    return { snapshot, version: null, externalId, properties: { email: version }, order: null };
  }
  return {
    snapshot: {
      table: 'contact',
      presence: 'present',
      state: record === 'inactive' ? 'inactive' : 'active',
      email: 'a',
      doNotEmail: false,
      doNotBulkEmail: record === 'refuses',
    },
    version: String(version),
    externalId,
    properties: { email: version },
    order: null,
  };
}

/** The end of a schedule. */
interface End {
  /** Whether the contact must be gone, by the policy or an order. */
  readonly gone: boolean;
  readonly wanted: boolean;
  readonly record: State;
  readonly version: number;
  readonly contact: { readonly email: number; readonly optedOut: boolean } | null;
  /** The last act on the contact, since the policy wanted it last. */
  readonly due: 'gone' | 'no permission' | undefined;
}

/** The fault of an end, if it has one. */
export function faultOf({ gone, wanted, record, version, contact, due }: End): string | undefined {
  if (gone || due === 'gone') return contact === null ? undefined : 'should be gone';
  if (contact === null) return wanted ? 'should be there' : undefined;
  if (wanted && contact.email !== version) return 'should have the latest values';
  const mustRefuse = wanted ? record === 'refuses' : due === 'no permission';
  return mustRefuse && !contact.optedOut ? 'should have no permission' : undefined;
}

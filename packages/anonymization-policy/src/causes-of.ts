import { CAUSES, type Cause } from './decision.ts';
import { isValidEmail, trimEmail } from './email-address.ts';
import type { PresentRecord, RecordSnapshot } from './record.ts';

/** The causes that a present record can have by itself. */
type OwnCause = Exclude<Cause, 'deleted' | 'external-id-changed' | 'merged'>;

const HOLDS: Readonly<Record<OwnCause, (record: PresentRecord) => boolean>> = {
  'no-email': ({ email }) => email === null || trimEmail(email) === '',
  'invalid-email': ({ email }) => email !== null && trimEmail(email) !== '' && !isValidEmail(email),
  'do-not-email': ({ doNotEmail }) => doNotEmail,
  inactive: ({ state }) => state === 'inactive',
  qualified: ({ state }) => state === 'qualified',
  'do-not-bulk-email': ({ doNotBulkEmail }) => doNotBulkEmail,
};

/**
 * Every cause that holds for the record itself, in the order of {@link CAUSES}. Nothing else is known of a
 * deleted record.
 */
export function causesOf(record: RecordSnapshot): Cause[] {
  if (record.presence === 'deleted') return ['deleted'];
  return CAUSES.filter((cause) => isOwn(cause) && HOLDS[cause](record));
}

function isOwn(cause: Cause): cause is OwnCause {
  return Object.hasOwn(HOLDS, cause);
}

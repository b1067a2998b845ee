import fc from 'fast-check';
import type { PolicySettings } from '../policy-settings.ts';
import { type PresentRecord, type RecordSnapshot, TABLES } from '../record.ts';

/** An eligible contact, with what a test changes about it. */
export function aRecord(changes: Partial<PresentRecord> = {}): PresentRecord {
  return {
    table: 'contact',
    presence: 'present',
    state: 'active',
    email: 'someone@example.org',
    doNotEmail: false,
    doNotBulkEmail: false,
    ...changes,
  };
}

/** The product's defaults, with what a test changes about them. */
export function someSettings(changes: Partial<PolicySettings> = {}): PolicySettings {
  return { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false, ...changes };
}

/** Addresses of every kind: none, blank, valid, nearly valid, and any text at all. */
const anyEmail = fc.oneof(
  fc.constant(null),
  fc.constantFrom(
    '',
    ' ',
    '\u00a0',
    'someone@example.org',
    ' someone@m\u00fcnchen.example ',
    'someone@',
    '@x.nl',
  ),
  fc.emailAddress(),
  fc.string({ unit: 'binary' }),
);

/** Every combination of settings. */
export const anySettings: fc.Arbitrary<PolicySettings> = fc.record({
  anonymizeContactWhenInactive: fc.boolean(),
  anonymizeAccountOnDoNotEmail: fc.boolean(),
});

/** Any record that exists. */
export const anyPresentRecord: fc.Arbitrary<PresentRecord> = fc.record({
  table: fc.constantFrom(...TABLES),
  presence: fc.constant('present'),
  state: fc.constantFrom('active', 'inactive', 'qualified'),
  email: anyEmail,
  doNotEmail: fc.boolean(),
  doNotBulkEmail: fc.boolean(),
});

/** Any record, now and then a deleted one. */
export const anyRecord: fc.Arbitrary<RecordSnapshot> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ table: fc.constantFrom(...TABLES), presence: fc.constant('deleted') }),
  },
  { weight: 9, arbitrary: anyPresentRecord },
);

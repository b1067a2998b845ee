import type { MonthReport } from '@spotler-connector/ledger';

/** The report of a month with something of everything in it. */
export const aMonthReport: MonthReport = {
  month: '2026-10',
  entries: 240,
  erasures: [
    { table: 'account', rule: 'do-not-email', result: 'anonymized', count: 4 },
    { table: 'contact', rule: 'deleted', result: 'already-anonymized', count: 9 },
    { table: 'contact', rule: 'deleted', result: 'anonymized', count: 61 },
    { table: 'contact', rule: 'no-valid-email', result: 'anonymized', count: 17 },
    { table: 'lead', rule: 'explicit', result: 'not-erased', count: 1 },
  ],
  optOuts: [{ table: 'account', rule: 'refuses-bulk-email', result: 'opted-out', count: 12 }],
  days: [
    { day: '2026-10-01', anonymized: 20, alreadyAnonymized: 2, notErased: 0, optedOut: 5 },
    { day: '2026-10-14', anonymized: 62, alreadyAnonymized: 7, notErased: 1, optedOut: 7 },
  ],
  waits: { measured: 100, medianMs: 4_000, maxMs: 90_000 },
  events: { Delete: 70, Update: 30 },
  brake: { held: 3, released: 2, rejected: 1 },
  jobs: { failed: 1, succeeded: 5 },
  mends: { 'second-look anonymized': 1 },
  sweeps: { count: 4, compared: 40_000, mended: 2, found: { missing: 1, orphan: 1 } },
  generations: [
    { at: '2026-10-02T08:00:00.000Z', generation: '7', policyVersion: '2', settings: '0123456789abcdef' },
  ],
};

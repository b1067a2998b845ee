import { describe, expect, it } from '@jest/globals';
import type { MonthReport } from '@spotler-connector/ledger';
import { reportPage } from './report-page.ts';

const report: MonthReport = {
  month: '2026-02',
  entries: 9,
  erasures: [
    { table: 'contact', rule: 'deleted', result: 'anonymized', count: 5 },
    { table: 'lead', rule: '<b>', result: 'not-erased', count: 1 },
  ],
  optOuts: [{ table: 'account', rule: 'refuses-bulk-email', result: 'opted-out', count: 2 }],
  days: [{ day: '2026-02-03', anonymized: 5, alreadyAnonymized: 0, notErased: 1, optedOut: 2 }],
  waits: { measured: 6, medianMs: 4_000, maxMs: 90_000 },
  events: { Delete: 5 },
  brake: { held: 0, released: 0, rejected: 0 },
  jobs: {},
  mends: {},
  sweeps: { count: 0, compared: 0, mended: 0, found: {} },
  generations: [],
};

describe('the page of a report', () => {
  it('needs nothing from anywhere: no script, no address, no picture', () => {
    const page = reportPage(report);
    expect(page).not.toMatch(/<script|https?:|url\(|<img|@import|<link/);
    expect(page.startsWith('<!doctype html>')).toBe(true);
  });

  it('is the same for the same evidence', () => {
    expect(reportPage(report)).toBe(reportPage(structuredClone(report)));
  });

  it('shows each day of the month, and how much was done', () => {
    const page = reportPage(report);
    expect(page).toContain('<title>2026-02-03: 5</title>');
    expect(page.match(/<rect class="(anonymized|notErased|optedOut)"[^>]*><title>/g)).toHaveLength(3);
    expect(page).toContain('aria-label="Erasures and opt-outs by day of 2026-02, at most 8 on one day"');
  });

  it('says what was not done, and takes no text for markup', () => {
    const page = reportPage(report);
    expect(page).toContain('not erased: Spotler confirmed it, but still showed the contact');
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<b>');
  });

  it('is a page also of a month without anything', () => {
    const empty = { ...report, entries: 0, erasures: [], optOuts: [], days: [], events: {} };
    const page = reportPage({ ...empty, waits: { measured: 0, medianMs: null, maxMs: null } });
    expect(page).toContain('<strong>–</strong>');
    expect(page).not.toContain('<svg');
  });
});

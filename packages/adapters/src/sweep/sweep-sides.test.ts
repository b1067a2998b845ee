import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { DataverseError, defaultFieldMapping } from '@spotler-connector/dataverse';
import { type SweepSidesOptions, sweepSides } from './sweep-sides.ts';

type Page = SweepSidesOptions['dataverse']['connection']['page'];

const LINK = 'https://contoso.example/api/data/v9.2/contacts?$deltatoken=500%21x';
const EARLIER = LINK.replace('500', '400');
const EMPTY = { rows: [], deletedIds: [], nextLink: undefined, deltaLink: undefined };

function someSides(page: Page) {
  const spans: { from: Date; to: Date }[] = [];
  const sides = sweepSides({
    dataverse: {
      connection: { page } as never,
      records: { mergedRecords: async () => [] } as never,
      mapping: defaultFieldMapping(),
      jobs: undefined,
    },
    columns: { check: async () => {} },
    spotler: {
      contacts: {
        async updatesPage(span) {
          spans.push({ from: new Date(span.from), to: new Date(span.to) });
          return { contacts: [], next: undefined };
        },
        verify: async () => 'gone',
      },
    },
    decide: () => ({ action: 'leave', rule: 'inactive-kept', causes: [], policyVersion: '1' }),
    externalIdColumn: undefined,
    externalIdFallback: 'record-id',
    clock: createManualClock(Date.UTC(2026, 0, 2)),
  });
  return { ...sides, spans };
}

function refused(status: number): Page {
  return () => Promise.reject(new DataverseError({ kind: 'protocol', message: 'no', status }));
}

describe('what changed in Dataverse', () => {
  it('is read by the link, deleted records among it', async () => {
    const links: unknown[] = [];
    const { source } = someSides(async (_query, request) => {
      links.push(request.link);
      return { ...EMPTY, deletedIds: ['an id'], deltaLink: LINK };
    });
    expect(await source.records('contact', LINK, { since: { link: LINK, time: 0 } })).toMatchObject({
      gone: ['an id'],
      changes: LINK,
    });
    expect(links).toEqual([LINK]);
  });

  it.each([400, 410])('is not known any more when Dataverse answers %s', async (status) => {
    expect(
      await someSides(refused(status)).source.records('lead', LINK, { since: { link: LINK, time: 0 } }),
    ).toBe('expired');
  });

  it.each([403, 503])('fails when Dataverse answers %s', async (status) => {
    const { source } = someSides(refused(status));
    await expect(source.records('lead', LINK, { since: { link: LINK, time: 0 } })).rejects.toMatchObject({
      status,
    });
  });

  it('is no use after the environment was restored', async () => {
    const { source } = someSides(async () => ({ ...EMPTY, deltaLink: EARLIER }));
    expect(await source.records('contact', LINK, { since: { link: LINK, time: 0 } })).toBe('expired');
    expect(await source.records('contact', EARLIER, { since: { link: EARLIER, time: 0 } })).toMatchObject({
      changes: EARLIER,
    });
  });

  it('does not matter for a table that is read in full, with change tracking or without', async () => {
    const { source } = someSides(async (_query, { trackChanges }) => {
      if (trackChanges) throw new DataverseError({ kind: 'protocol', message: 'no', status: 400 });
      return EMPTY;
    });
    expect(await source.records('contact', undefined)).toMatchObject({ records: [], gone: [] });
  });
});

describe('what changed in Spotler', () => {
  it('is read from a while before the last sweep, and everything without one', async () => {
    const { target, spans } = someSides(async () => EMPTY);
    await target.contacts(0, { since: Date.UTC(2026, 0, 1) });
    await target.contacts(0);
    expect(spans.map(({ from }) => from.toISOString())).toEqual([
      '2025-12-31T23:45:00.000Z',
      '2000-01-01T00:00:00.000Z',
    ]);
  });
});

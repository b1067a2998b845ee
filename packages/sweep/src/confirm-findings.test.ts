import { describe, expect, it } from '@jest/globals';
import { confirmFindings } from './confirm-findings.ts';
import type { Finding } from './finding.ts';
import type { Confirmation } from './ports.ts';
import { aFinding } from './testing/a-finding.ts';
import { decisionOn, idOf } from './testing/two-sides.ts';

function orphanAt(place: number, changes: Partial<Finding> = {}): Finding {
  return aFinding({ kind: 'orphan', contactId: idOf(place), decision: undefined, place, ...changes });
}

/** Lists what is confirmed, and says what was asked. */
function confirming(
  findings: readonly Finding[],
  answers: { records?: readonly Confirmation[]; contacts?: readonly boolean[]; signal?: AbortSignal } = {},
) {
  const asked: { records: (readonly string[])[]; contacts: number[]; options: unknown[] } = {
    records: [],
    contacts: [],
    options: [],
  };
  const { records = [], contacts, signal } = answers;
  const confirmations = confirmFindings(() => findings, {
    source: {
      async confirm(contactIds, options) {
        asked.records.push(contactIds);
        asked.options.push(options);
        return records;
      },
    },
    target: contacts && {
      async arePresent(sought, options) {
        asked.contacts.push(sought.length);
        asked.options.push(options);
        return contacts;
      },
    },
    signal,
  });
  async function placesOf() {
    const places: number[] = [];
    for await (const { place } of confirmations.list()) places.push(place);
    return places;
  }
  return { asked, placesOf, ...confirmations };
}

describe('a finding that rests on the absence of a record', () => {
  it('stands only where the source says first-hand that there is none', async () => {
    const findings = [0, 1, 2, 3].map((place) => orphanAt(place));
    const { placesOf, unconfirmed, asked } = confirming(findings, {
      records: ['absent', 'present', 'unknown'],
    });
    expect([await placesOf(), await placesOf()]).toEqual([[0], [0]]);
    // An answer that is missing is one that is not known.
    expect(unconfirmed()).toBe(2);
    expect(asked.records).toEqual([findings.map(({ contactId }) => contactId)]);
  });

  it.each([
    ['orphan', { kind: 'orphan' }, 1],
    ['foreign id', { kind: 'foreign-id' }, 1],
    ['id held twice', { kind: 'held-twice' }, 0],
    ['contact that must be gone', { kind: 'must-be-gone' }, 0],
    ['orphan that a record decides on', { kind: 'orphan', decision: decisionOn() }, 0],
    ['foreign id that is not known any more', { kind: 'foreign-id', contactId: undefined }, 0],
  ] as const)('is an %s: %#', async (_title, changes, questions) => {
    const { placesOf, asked } = confirming([orphanAt(0, changes)], { records: ['absent'] });
    expect(await placesOf()).toEqual([0]);
    expect(asked.records).toHaveLength(questions);
  });

  it.each([
    [199, [199]],
    [200, [200]],
    [201, [200, 1]],
  ])('is asked about together with others: %i', async (count, questions) => {
    const findings = Array.from({ length: count }, (_, place) => orphanAt(place));
    const absent = findings.map(() => 'absent' as const);
    const { placesOf, asked } = confirming(findings, { records: absent });
    expect(await placesOf()).toEqual(findings.map(({ place }) => place));
    expect(asked.records.map(({ length }) => length)).toEqual(questions);
  });
});

describe('a contact of which only an earlier sweep knows', () => {
  it('is asked about once, and left out when it is gone', async () => {
    const findings = [0, 1, 2].map((place) => aFinding({ place }));
    const { placesOf, gone, asked } = confirming(findings, { contacts: [true, false] });
    // One of which nothing is said is taken to be there.
    expect([await placesOf(), await placesOf()]).toEqual([
      [0, 2],
      [0, 2],
    ]);
    expect(gone()).toEqual([1]);
    expect(asked.contacts).toEqual([3]);
  });

  it.each([
    ['must-be-gone', [1]],
    ['must-be-opted-out', [1]],
    ['orphan', [1]],
    ['missing', []],
    ['differs', []],
    ['other-spelling', []],
    ['foreign-id', []],
  ] as const)('is asked about when something is taken away: %s', async (kind, questions) => {
    const { placesOf, asked } = confirming([aFinding({ kind })], { contacts: [true] });
    expect([await placesOf(), asked.contacts]).toEqual([[0], questions]);
  });

  it('is no concern of the records when it is gone', async () => {
    const { placesOf, asked } = confirming([orphanAt(0)], { contacts: [false] });
    expect([await placesOf(), asked.records]).toEqual([[], []]);
  });
});

it('confirming ends when the sweep does, and hands that on', async () => {
  const end = new AbortController();
  const { signal } = end;
  const answers = { records: ['absent'] as const, contacts: [true], signal };
  const { placesOf, asked } = confirming([orphanAt(0)], answers);
  await placesOf();
  expect(asked.options).toEqual([{ signal }, { signal }]);
  end.abort();
  for (const finding of [orphanAt(1), aFinding({ place: 2 })]) {
    const late = confirming([finding], answers);
    await expect(late.placesOf()).rejects.toMatchObject({ name: 'AbortError' });
    expect(late.asked.options).toEqual([]);
  }
  const onlyRecords = confirming([orphanAt(1)], { records: ['absent'], signal });
  await expect(onlyRecords.placesOf()).rejects.toMatchObject({ name: 'AbortError' });
  expect(onlyRecords.asked.options).toEqual([]);
});

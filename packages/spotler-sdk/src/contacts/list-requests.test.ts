import { describe, expect, it } from '@jest/globals';
import { answering, bare, ok, unknown } from '../testing/answering-connection.ts';
import { collect } from '../testing/scripted-api.ts';
import { type ContactLists, createContactLists } from './contact-lists.ts';

const RANGE = { from: '2024-01-01T00:00:00Z', to: '2024-01-02T00:00:00Z' };
const DATES = [
  ['fromDate', RANGE.from],
  ['toDate', RANGE.to],
];
const FULL = Array.from({ length: 2 }, (_, index) => ({ externalId: `Ł-${index}`, type: 'HARDBOUNCE' }));

type Options = Parameters<ContactLists['updates']>[1];
type List = (lists: ContactLists, options?: Options) => Promise<unknown>;

const LISTS = [
  [
    'search',
    'GET /contact/search',
    'contacts',
    [['MPSearchQuery', 'lastName=Łódź & Co']],
    (lists: ContactLists, options?: Options) =>
      collect(lists.search({ property: 'lastName', value: 'Łódź & Co' }, options)),
  ],
  [
    'updates',
    'GET /contact/updates/list',
    'contacts',
    DATES,
    (lists: ContactLists, options?: Options) => collect(lists.updates(RANGE, options)),
  ],
  [
    'updatesPage',
    'GET /contact/updates/list',
    'contacts',
    DATES,
    (lists: ContactLists, options?: Options) => lists.updatesPage(RANGE, options),
  ],
  [
    'bounces',
    'GET /contact/bounces/list',
    'bounces',
    DATES,
    (lists: ContactLists, options?: Options) => collect(lists.bounces(RANGE, options)),
  ],
] as const;

describe.each(LISTS)('%s', (_name, endpoint, member, about, list: List) => {
  function listsOver(answer: ReturnType<typeof ok | typeof bare>) {
    const signals: unknown[] = [];
    const world = answering({ [endpoint]: [answer] });
    const runCall: typeof world.connection.runCall = (signal, work) => {
      signals.push(signal);
      return world.connection.runCall(signal, work);
    };
    return { ...world, signals, lists: createContactLists({ ...world.connection, runCall }) };
  }

  it.each([
    [undefined, '1000'],
    [{}, '1000'],
    [{ pageSize: 1 }, '1'],
    [{ pageSize: 10_000 }, '10000'],
  ])('asks from the beginning, with %j for pages of %s', async (options, pageSize) => {
    const { lists, requests } = listsOver(ok(200, { [member]: FULL }));
    await list(lists, options);
    expect(requests).toEqual([{ endpoint, query: [...about, ['pageSize', pageSize], ['after', '0']] }]);
  });

  it.each([0, -1, 10_001, 1.5, Number.NaN])('refuses pages of %d, and says why', async (pageSize) => {
    const { lists, requests } = listsOver(ok(200, []));
    const error = new TypeError('pageSize must be a whole number from 1 to 10000');
    await expect(async () => list(lists, { pageSize })).rejects.toThrow(error);
    expect(requests).toEqual([]);
  });

  it('hands the signal on with each page', async () => {
    const { signal } = new AbortController();
    const { lists, signals } = listsOver(ok(200, { [member]: FULL }));
    await list(lists, { signal });
    expect(signals).toEqual([signal]);
  });

  it.each([
    ok(200),
    ok(200, {}),
    ok(200, { [member === 'bounces' ? 'contacts' : 'bounces']: [] }),
    ok(200, { [member]: [...FULL, {}] }),
    ok(200, [...FULL, null]),
    ok(201, FULL),
    ok(206, { [member]: FULL }),
    ok(204),
    unknown(),
    bare(410),
  ])('rejects %j', async (answer) => {
    const { lists } = listsOver(answer);
    const error = { kind: 'protocol', endpoint, status: answer.status, code: undefined };
    await expect(list(lists)).rejects.toMatchObject(error);
  });
});

describe('a list whose pages are the same', () => {
  const endpoint = 'GET /contact/updates/list';

  it('is complete when it is a plain array', async () => {
    const { connection, requests } = answering({ [endpoint]: [ok(200, FULL)] });
    const all = await collect(createContactLists(connection).updates(RANGE, { pageSize: 2 }));
    expect(all.map(({ externalId }) => externalId)).toEqual(['Ł-0', 'Ł-1']);
    expect(requests.map(({ query }) => query?.at(-1))).toEqual([
      ['after', '0'],
      ['after', '2'],
    ]);
  });

  it('is broken when it names a next one', async () => {
    const paging = { next: '?after=9' };
    const { connection } = answering({ [endpoint]: [ok(200, { contacts: FULL, paging })] });
    const error = { kind: 'protocol', endpoint, status: 200 };
    await expect(collect(createContactLists(connection).updates(RANGE))).rejects.toMatchObject(error);
  });

  it('goes on when they differ in one entry', async () => {
    const answers = [[FULL[0], FULL[1]], [FULL[1], FULL[0]], [FULL[1]]].map((page) => ok(200, page));
    const { connection } = answering({ [endpoint]: answers });
    expect(await collect(createContactLists(connection).updates(RANGE, { pageSize: 2 }))).toHaveLength(5);
  });
});

describe('one page of updates', () => {
  it('is asked for where it begins', async () => {
    const { connection, requests } = answering({ 'GET /contact/updates/list': [ok(200, FULL)] });
    const page = await createContactLists(connection).updatesPage(RANGE, { after: 8, pageSize: 2 });
    expect(page.contacts.map(({ externalId }) => externalId)).toEqual(['Ł-0', 'Ł-1']);
    expect(page.next).toBe(10);
    expect(requests[0]?.query?.slice(2)).toEqual([
      ['pageSize', '2'],
      ['after', '8'],
    ]);
  });
});

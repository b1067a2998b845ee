import { describe, expect, it } from '@jest/globals';
import { aClient, BASE_URL, collect, empty, json, scriptedApi } from '../testing/scripted-api.ts';

const api = scriptedApi();
const UPDATES = '/contact/updates/list';
const RANGE = { from: '2024-01-01T00:00:00+01:00', to: new Date(Date.UTC(2024, 0, 2)) };

function contacts(...ids: string[]): object[] {
  return ids.map((externalId) => ({ externalId, properties: {} }));
}
function idsOf(list: ReadonlyArray<{ externalId?: string | undefined }>): unknown[] {
  return list.map(({ externalId }) => externalId);
}
function next(after: number | string): object {
  return {
    next: `${BASE_URL}${UPDATES}?pageSize=2&after=${after}`,
    after: 0,
  };
}

describe('contacts.updates', () => {
  it('follows a paged list by the offsets of its links', async () => {
    const calls = api.on(
      'get',
      UPDATES,
      json({ paging: next(2), contacts: contacts('a', 'b') }),
      json({ paging: next(10), contacts: contacts('c', 'd') }),
      json({ paging: { after: 10 }, contacts: contacts('e') }),
    );
    const list = await collect(aClient().contacts.updates(RANGE, { pageSize: 2 }));
    expect(idsOf(list)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(calls.map(({ url }) => url.searchParams.get('after'))).toEqual(['0', '2', '10']);
    expect(Object.fromEntries(calls[0]?.url.searchParams ?? [])).toEqual({
      fromDate: '2024-01-01T00:00:00+01:00',
      toDate: '2024-01-02T00:00:00+00:00',
      pageSize: '2',
      after: '0',
    });
    expect(calls[0]?.url.search).toContain('%2B01%3A00');
  });

  it('never follows a link to another host', async () => {
    const paging = { next: `https://elsewhere.example/?after=1` };
    const calls = api.on('get', UPDATES, json({ paging, contacts: contacts('a') }), json({ contacts: [] }));
    await collect(aClient().contacts.updates(RANGE));
    expect(calls).toHaveLength(2);
  });

  it.each([['nonsense'], [''], ['0'], ['-1']])(
    'counts for itself when the offset in the link is %j',
    async (after) => {
      const calls = api.on(
        'get',
        UPDATES,
        json({ paging: next(after), contacts: contacts('a', 'b') }),
        json({ paging: null, contacts: contacts('c') }),
      );
      expect(idsOf(await collect(aClient().contacts.updates(RANGE)))).toEqual(['a', 'b', 'c']);
      expect(calls[1]?.url.searchParams.get('after')).toBe('2');
    },
  );

  it('reads a plain array, and goes on only while pages are full', async () => {
    const calls = api.on('get', UPDATES, json(contacts('a', 'b')), json(contacts('c')));
    expect(idsOf(await collect(aClient().contacts.updates(RANGE, { pageSize: 2 })))).toEqual(['a', 'b', 'c']);
    expect(calls).toHaveLength(2);
  });

  it('takes a plain array that ignores page size or offset for the whole list', async () => {
    const longer = api.on('get', UPDATES, json(contacts('a', 'b', 'c')));
    expect(await collect(aClient().contacts.updates(RANGE, { pageSize: 2 }))).toHaveLength(3);
    expect(longer).toHaveLength(1);
    const same = api.on('get', UPDATES, json(contacts('a', 'b')));
    expect(await collect(aClient().contacts.updates(RANGE, { pageSize: 2 }))).toHaveLength(2);
    expect(same).toHaveLength(2);
  });

  it('rejects a paged list that gives the same page for ever', async () => {
    const calls = api.on('get', UPDATES, json({ paging: next(5), contacts: contacts('a') }));
    await expect(collect(aClient().contacts.updates(RANGE))).rejects.toMatchObject({ kind: 'protocol' });
    expect(calls).toHaveLength(2);
  });

  it('ends on an empty page even if it names a next one', async () => {
    api.on('get', UPDATES, json({ paging: next(5), contacts: [] }));
    expect(await collect(aClient().contacts.updates(RANGE))).toEqual([]);
  });

  it('reads no further page when the caller stops', async () => {
    const calls = api.on('get', UPDATES, json({ paging: next(1), contacts: contacts('a') }));
    for await (const contact of aClient().contacts.updates(RANGE)) {
      expect(contact.externalId).toBe('a');
      break;
    }
    expect(calls).toHaveLength(1);
  });

  it('repeats a failed page, not the pages before it', async () => {
    const calls = api.on(
      'get',
      UPDATES,
      json({ paging: next(1), contacts: contacts('a') }),
      empty(503),
      json({ contacts: contacts('b') }),
    );
    expect(idsOf(await collect(aClient().contacts.updates(RANGE)))).toEqual(['a', 'b']);
    expect(calls.map(({ url }) => url.searchParams.get('after'))).toEqual(['0', '1', '1']);
  });

  it.each([
    ['an object without the list', json({ paging: null })],
    ['an entry that is no contact', json([{ hello: 'world' }])],
    ['a date of another kind', json([{ externalId: 'a', created: true }])],
    ['nothing', empty(200)],
    ['404', empty(404)],
  ])('rejects %s', async (_, answer) => {
    api.on('get', UPDATES, answer);
    await expect(collect(aClient().contacts.updates(RANGE))).rejects.toMatchObject({
      kind: 'protocol',
      endpoint: 'GET /contact/updates/list',
    });
  });

  it('shows dates as they came, texts or numbers, and leaves out what is null', async () => {
    const full = { externalId: 'a', encryptedId: 'x', created: 1, lastChanged: '2024-01-01T00:00:00+01:00' };
    api.on('get', UPDATES, json([{ ...full, temporary: null, channels: null, properties: null }]));
    expect(await collect(aClient().contacts.updates(RANGE))).toEqual([{ ...full, properties: {} }]);
  });

  it.each(['2024-01-01', '2024-01-01T00:00:00', 'yesterday', '2024-13-01T00:00:00Z'])(
    'refuses the date %s, whose meaning would depend on Spotler',
    (from) => {
      expect(() => aClient().contacts.updates({ from, to: new Date() })).toThrow(TypeError);
    },
  );

  it.each([0, 10_001, 1.5])('refuses a page size of %d', (pageSize) => {
    expect(() => aClient().contacts.updates(RANGE, { pageSize })).toThrow(TypeError);
    expect(() => aClient().contacts.updates({ from: new Date(Number.NaN), to: '' })).toThrow(TypeError);
  });
});

describe('contacts.bounces', () => {
  it('reads both shapes', async () => {
    const bounce = { date: 1, type: 'HARDBOUNCE', contact: { externalId: 'a', encryptedId: 'x' } };
    const expected = [{ date: 1, type: 'HARDBOUNCE', externalId: 'a', encryptedId: 'x' }];
    api.on('get', '/contact/bounces/list', json([bounce]));
    expect(await collect(aClient().contacts.bounces(RANGE))).toEqual(expected);
    api.on('get', '/contact/bounces/list', json({ paging: {}, bounces: [bounce] }));
    expect(await collect(aClient().contacts.bounces(RANGE))).toEqual(expected);
  });

  it('shows a bounce whose contact is gone, and refuses what is none', async () => {
    api.on('get', '/contact/bounces/list', json([{ type: 'SOFTBOUNCE', contact: null }]));
    expect(await collect(aClient().contacts.bounces(RANGE))).toEqual([{ type: 'SOFTBOUNCE' }]);
    api.on('get', '/contact/bounces/list', json([{}]));
    await expect(collect(aClient().contacts.bounces(RANGE))).rejects.toMatchObject({ kind: 'protocol' });
  });
});

describe('contacts.search', () => {
  it('asks for a property and its value, encoded', async () => {
    const calls = api.on('get', '/contact/search', json({ contacts: contacts('a') }));
    const list = await collect(aClient().contacts.search({ property: 'email', value: 'jan+x@example.com' }));
    expect(idsOf(list)).toEqual(['a']);
    expect(calls[0]?.url.search).toBe('?MPSearchQuery=email%3Djan%2Bx%40example.com&pageSize=1000&after=0');
  });
});

describe('contacts.updatesPage', () => {
  it('reads one page from an offset, and says where the next one begins', async () => {
    const calls = api.on('get', UPDATES, json({ paging: next(4), contacts: contacts('c', 'd') }));
    const page = await aClient().contacts.updatesPage(RANGE, { pageSize: 2, after: 2 });
    expect(idsOf(page.contacts)).toEqual(['c', 'd']);
    expect(page.next).toBe(4);
    expect(calls[0]?.url.searchParams.get('after')).toBe('2');
  });

  it('ends with a page without a link, or a plain array that is shorter than asked for', async () => {
    api.on('get', UPDATES, json({ paging: null, contacts: contacts('a', 'b') }), json(contacts('a')));
    expect((await aClient().contacts.updatesPage(RANGE, { pageSize: 2 })).next).toBeUndefined();
    expect((await aClient().contacts.updatesPage(RANGE, { pageSize: 2 })).next).toBeUndefined();
  });

  it('rejects what is no page of contacts, and a page size that Spotler does not have', async () => {
    api.on('get', UPDATES, json({ contacts: [{ properties: {} }] }));
    await expect(aClient().contacts.updatesPage(RANGE)).rejects.toMatchObject({ kind: 'protocol' });
    await expect(aClient().contacts.updatesPage(RANGE, { pageSize: 0 })).rejects.toThrow(TypeError);
  });
});

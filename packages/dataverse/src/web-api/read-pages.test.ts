import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { connectDataverse } from './connection.ts';
import { isLinkToChanges } from './read-pages.ts';
import { aServer } from './testing/a-server.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const QUERY = { entitySet: 'contacts', primaryKey: 'contactid', columns: ['contactid'], annotations: null };
const JSON_TYPE = { 'content-type': 'application/json; odata.metadata=minimal' };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function page(listener: RequestListener, onNextLink?: (link: string) => void) {
  const server = await aServer(listener);
  closers.push(server.close);
  const connection = connectDataverse({ url: server.url, authentication: { kind: 'none' }, retries: 0 });
  return connection.page(QUERY, { onNextLink });
}

describe('a page', () => {
  it.each(['2026-01-01T10:00:00Z', '--batchresponse_x', '\ue0002026-01-01T10:00:00Z', 'Müller'])(
    'has the text %j as it came',
    async (lastname) => {
      const value = [{ contactid: ID, lastname }];
      const { rows } = await page((_, response) =>
        response.writeHead(200, JSON_TYPE).end(JSON.stringify({ value })),
      );
      expect(rows).toEqual(value);
    },
  );

  it('tells of the next one before sense is made of it', async () => {
    const links: string[] = [];
    const body = JSON.stringify({ value: [{ contactid: 'no id' }], '@odata.nextLink': 'next' });
    const read = page(
      (_, response) => response.writeHead(200, JSON_TYPE).end(body),
      (link) => links.push(link),
    );
    await expect(read).rejects.toMatchObject({ kind: 'protocol' });
    expect(links).toEqual(['next']);
  });

  it.each<[string, RequestListener, object]>([
    [
      'is not JSON',
      (_, response) => response.writeHead(200, JSON_TYPE).end('{"value":'),
      { kind: 'protocol' },
    ],
    ['is of a proxy', (_, response) => response.writeHead(200).end('<html>'), { kind: 'protocol' }],
    [
      'has no rows',
      (_, response) => response.writeHead(200, JSON_TYPE).end('{"value":{}}'),
      { kind: 'protocol' },
    ],
    [
      'is a refusal',
      (_, response) =>
        response.writeHead(410, JSON_TYPE).end('{"error":{"code":"0x80044352","message":"x"}}'),
      { kind: 'protocol', status: 410, code: '0x80044352' },
    ],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '100' });
        response.write('{"value":', () => response.destroy());
      },
      { kind: 'unavailable' },
    ],
  ])('fails when its answer %s', async (_, listener, error) => {
    await expect(page(listener)).rejects.toMatchObject(error);
  });
});

describe('a link to what changed', () => {
  it.each([
    ['https://org.example/api/data/v9.2/accounts?$select=name&$deltatoken=919042%2108%2f22%2f2017', true],
    ['https://org.example/api/data/v9.2/accounts?$select=name&$skiptoken=x', false],
    ['https://org.example/api/data/v9.2/accounts?$deltatoken=9%21x&$skiptoken=x', false],
    ['not a link', false],
  ])('is told by its token: %s', (link, expected) => {
    expect(isLinkToChanges(link)).toBe(expected);
  });
});

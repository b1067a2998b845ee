import { afterEach, describe, expect, it } from '@jest/globals';
import { DynamicsWebApi } from 'dynamics-web-api';
import { connectDataverse } from './connection.ts';
import { aScriptedServer } from './testing/a-server.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const QUERY = { entitySet: 'contacts', primaryKey: 'contactid', columns: ['contactid'], annotations: null };
const TEXTS = {
  plain: '2026-01-02T03:04:05Z',
  zoned: '2026-01-02T03:04:05+02:00',
  impossible: '2026-13-45T99:99:99Z',
  escaped: 'he said "2026-01-02T03:04:05Z"',
  listed: ',"2026-01-02T03:04:05Z"',
  day: '2026-01-02',
};

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function urlOf(body: unknown): Promise<string> {
  const server = await aScriptedServer({ body });
  closers.push(server.close);
  return server.url;
}

describe('texts that look like dates', () => {
  it('stay texts', async () => {
    const row = { contactid: ID, ...TEXTS };
    const one = connectDataverse({ url: await urlOf(row), authentication: { kind: 'none' } });
    expect(await one.row(QUERY, ID)).toMatchObject(TEXTS);
    const several = connectDataverse({
      url: await urlOf({ value: [row] }),
      authentication: { kind: 'none' },
    });
    expect(await several.list(QUERY, {})).toMatchObject([TEXTS]);
  });

  it('would be dates in another time zone if dynamics-web-api were left alone', async () => {
    const serverUrl = await urlOf({ contactid: ID, ...TEXTS });
    const bare: unknown = await new DynamicsWebApi({ serverUrl }).retrieve({
      collection: 'contacts',
      key: ID,
    });
    expect(Object(bare).zoned).toEqual(new Date('2026-01-02T03:04:05Z'));
  });
});

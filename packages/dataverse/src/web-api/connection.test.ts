import { afterEach, describe, expect, it } from '@jest/globals';
import { connectDataverse } from './connection.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { aClock } from './testing/a-clock.ts';
import { aScriptedServer, type ScriptedAnswer } from './testing/a-server.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const ORGANIZATION = 'ae89a861-e7ad-41ae-a3b2-2533aa62c095';
const QUERY = {
  entitySet: 'contacts',
  primaryKey: 'contactid',
  columns: ['contactid', 'lastname'],
  annotations: null,
};
const ROW = { '@odata.etag': 'W/"1"', contactid: ID, lastname: 'Berg' };
function errorBody(code: string, message = 'canary@example.org') {
  return { error: { code, message } };
}
const MISSING = { status: 404, body: errorBody('0x80040217', `contact With Id = ${ID} Does Not Exist`) };

const closers: (() => void)[] = [];
function closeAll() {
  for (const close of closers.splice(0)) close();
}
afterEach(closeAll);

/** A connection to a server that gives these answers, and what the server receives. */
async function connectTo(answers: readonly ScriptedAnswer[], given: Partial<ConnectionOptions> = {}) {
  const server = await aScriptedServer(...answers);
  closers.push(server.close);
  let tokens = 0;
  const credential = {
    getToken: async () => {
      tokens += 1;
      return { token: `token-${tokens}`, expiresOnTimestamp: Number.POSITIVE_INFINITY };
    },
  };
  const clock = aClock();
  const authentication = { kind: 'credential', credential } as const;
  const connection = connectDataverse({ url: `${server.url}/`, authentication, clock, ...given });
  return { connection, requests: server.requests, clock };
}

async function read(...answers: ScriptedAnswer[]) {
  return (await connectTo(answers)).connection.row(QUERY, ID);
}

describe('reading a row', () => {
  it('asks for the columns only, with the headers that Dataverse recommends', async () => {
    const { connection, requests } = await connectTo([{ body: ROW }]);
    expect(await connection.row(QUERY, ID)).toMatchObject(ROW);
    expect(requests[0]?.line).toBe(`GET /api/data/v9.2/contacts(${ID})?$select=contactid,lastname`);
    expect(requests[0]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
      accept: 'application/json',
      'odata-version': '4.0',
      'odata-maxversion': '4.0',
      'if-none-match': 'null',
    });
  });

  it('gives null when the row does not exist', async () => {
    expect(await read(MISSING)).toBeNull();
    const uncoded = { status: 404, body: errorBody('', `contact With Id = ${ID} Does Not Exist`) };
    expect(await read(uncoded)).toBeNull();
  });

  it.each([
    ['a wrong entity set', { status: 404, body: errorBody('0x8006088a') }, 'protocol'],
    ['a gateway', { status: 404, body: 'Not Found' }, 'protocol'],
    ['an empty 404', { status: 404 }, 'protocol'],
    ['a missing privilege', { status: 403, body: errorBody('0x80040220') }, 'authentication'],
    ['a column that is not there', { status: 400, body: errorBody('0x80060888') }, 'protocol'],
    ['a page of HTML', { status: 200, body: '<html>' }, 'protocol'],
  ])('never takes %s for a deletion', async (_, answer, kind) => {
    await expect(read(answer)).rejects.toMatchObject({ kind });
  });

  it('takes a fresh token after an expired one', async () => {
    const { connection, requests } = await connectTo([{ status: 401, body: errorBody('') }, { body: ROW }]);
    expect(await connection.row(QUERY, ID)).toMatchObject(ROW);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it.each(['0x80072322', '0x80072321', '0x80072326'])('waits as long as a 429 with %s says', async (code) => {
    const tooMany = { status: 429, headers: { 'Retry-After': '3' }, body: errorBody(code) };
    const { connection, clock } = await connectTo([tooMany, { body: ROW }]);
    expect(await connection.row(QUERY, ID)).toMatchObject(ROW);
    expect(clock.slept).toEqual([3000]);
  });

  it('is unavailable when nobody listens', async () => {
    const { connection } = await connectTo([], { retries: 0 });
    closeAll();
    await expect(connection.row(QUERY, ID)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'ECONNREFUSED',
    });
  });

  it('keeps token, address, query and answer out of its errors', async () => {
    const error: unknown = await read({ status: 400, body: errorBody('') }).catch(
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify(error) + String(error)).not.toMatch(/canary|token-1|127\.0|select/);
  });
});

describe('changing a row', () => {
  const update = async (...answers: ScriptedAnswer[]) => {
    const { connection, requests } = await connectTo(answers);
    return {
      outcome: await connection.update('spotler_jobs', ID, 'W/"7"', { spotler_resultcode: 'HTTP 410 Gone' }),
      requests,
    };
  };

  it('names the version it is about', async () => {
    const { outcome, requests } = await update({ status: 204 });
    expect(outcome).toBe('updated');
    expect(requests[0]).toMatchObject({
      line: `PATCH /api/data/v9.2/spotler_jobs(${ID})`,
      headers: { 'if-match': 'W/"7"' },
      body: '{"spotler_resultcode":"HTTP 410 Gone"}',
    });
  });

  it.each([
    [{ status: 412, body: errorBody('0x80060882') }, 'changed-meanwhile'],
    [MISSING, 'deleted'],
  ])('gives %j back as an outcome', async (answer, outcome) => {
    expect(await update(answer)).toMatchObject({ outcome });
  });

  it.each([
    [{ status: 404, body: errorBody('0x8006088a') }, 'protocol'],
    [{ status: 400, body: errorBody('0x80048d19') }, 'rejected'],
  ])('takes %j for an error', async (answer, kind) => {
    await expect(update(answer)).rejects.toMatchObject({ kind });
  });
});

describe('asking who we are', () => {
  it('tells a Dataverse from another server', async () => {
    const body = { UserId: ID, OrganizationId: ORGANIZATION.toUpperCase(), BusinessUnitId: ID };
    const dataverse = await connectTo([{ body }]);
    await expect(dataverse.connection.whoAmI(AbortSignal.timeout(5000))).resolves.toEqual({
      userId: ID,
      organizationId: ORGANIZATION,
    });
    expect(dataverse.requests[0]?.line).toBe('GET /api/data/v9.2/WhoAmI()');
    for (const other of [{ hello: 'world' }, { UserId: ID }, { OrganizationId: ORGANIZATION }]) {
      const { connection } = await connectTo([{ body: other }]);
      await expect(connection.whoAmI()).rejects.toMatchObject({ kind: 'protocol' });
    }
  });

  it.each(['ftp://contoso.example.org', 'contoso', ''])('is refused for the URL %j', (url) => {
    expect(() => connectDataverse({ url, authentication: { kind: 'none' } })).toThrow(
      'not an http or https URL',
    );
  });
});

describe('the rest of what Dataverse allows', () => {
  const left = (requests: number) => ({ 'x-ms-ratelimit-burst-remaining-xrm-requests': String(requests) });

  it('spreads requests once an answer says that few are left', async () => {
    const answers = [5_000, 599, 598, 597].map((n) => ({ body: ROW, headers: left(n) }));
    const { connection, clock } = await connectTo(answers);
    await connection.row(QUERY, ID);
    await connection.row(QUERY, ID);
    expect(clock.slept).toEqual([]);
    await connection.row(QUERY, ID);
    await connection.row(QUERY, ID);
    expect(clock.slept).toEqual([50]);
  });

  it('would use it up where no answer says what is left', async () => {
    const { connection, clock } = await connectTo(Array.from({ length: 4 }, () => ({ body: ROW })));
    for (let n = 0; n < 4; n += 1) await connection.row(QUERY, ID);
    expect(clock.slept).toEqual([]);
  });
});

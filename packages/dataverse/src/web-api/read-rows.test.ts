import { afterEach, describe, expect, it } from '@jest/globals';
import { connectDataverse } from './connection.ts';
import { aClock } from './testing/a-clock.ts';
import { aScriptedServer, type ScriptedAnswer } from './testing/a-server.ts';

const A = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const B = '01b5eeb5-455e-ee11-be6f-000d3a1aaa29';
const QUERY = { entitySet: 'contacts', primaryKey: 'contactid', columns: ['contactid'], annotations: null };
function missing(id: string) {
  return {
    error: { code: '0x80040217', message: `contact With Id = ${id} Does Not Exist` },
  };
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function connectTo(...answers: ScriptedAnswer[]) {
  const server = await aScriptedServer(...answers);
  closers.push(server.close);
  const authentication = { kind: 'none' } as const;
  const connection = connectDataverse({ url: server.url, authentication, clock: aClock(), retries: 0 });
  return { connection, requests: server.requests };
}

/** A batch answer with these parts. */
function aBatch(...parts: [status: number, body: object][]): ScriptedAnswer {
  const delimiter = '--batchresponse_6c9b';
  const texts = parts.map(([status, body]) =>
    [
      delimiter,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      `HTTP/1.1 ${status} Word`,
      'Content-Type: application/json',
      '',
      JSON.stringify(body),
      '',
    ].join('\r\n'),
  );
  return {
    headers: { 'content-type': 'multipart/mixed; boundary=batchresponse_6c9b' },
    body: `${texts.join('')}${delimiter}--\r\n`,
  };
}

async function each(...answers: ScriptedAnswer[]) {
  const { connection } = await connectTo(...answers);
  const [ofA, ofB] = await connection.ask([A, B].map((id) => ({ query: QUERY, id })));
  return [
    [A, ofA],
    [B, ofB],
  ];
}

describe('rows by their ids in one batch', () => {
  it('come with what was found out about each', async () => {
    expect(await each(aBatch([200, { contactid: A }], [404, missing(B)]))).toEqual([
      [A, expect.objectContaining({ contactid: A })],
      [B, null],
    ]);
    expect(
      await each(aBatch([403, { error: { code: '0x80040220', message: 'x' } }], [429, { error: {} }])),
    ).toMatchObject([
      [A, { kind: 'authentication', status: 403, code: '0x80040220' }],
      [B, { kind: 'unavailable', status: 429 }],
    ]);
  });

  it('are asked for with a request each, going on after failures', async () => {
    const { connection, requests } = await connectTo(
      aBatch([200, { contactid: A }], [200, { contactid: B }]),
    );
    await connection.ask([A, B].map((id) => ({ query: QUERY, id })));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.line).toBe('POST /api/data/v9.2/$batch');
    expect(requests[0]?.headers['prefer']).toBe('odata.continue-on-error');
    expect(
      requests[0]?.body.match(/^GET .*contacts\([0-9a-f-]{36}\)\?\$select=contactid HTTP\/1\.1/gm),
    ).toHaveLength(2);
  });

  it('are all unknown when an answer is missing, for nobody knows whose it is', async () => {
    await expect(each(aBatch([404, missing(B)]))).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('are unknown when the answer is about another row', async () => {
    const swapped = await each(
      aBatch([404, { error: { code: '', message: missing(B).error.message } }], [200, { contactid: A }]),
    );
    expect(swapped).toMatchObject([
      [A, { kind: 'rejected' }],
      [B, { kind: 'protocol' }],
    ]);
  });

  it('are unknown when the batch as a whole is refused', async () => {
    const tooMany = {
      status: 429,
      headers: { 'Retry-After': '60' },
      body: { error: { code: '0x80072321', message: 'x' } },
    };
    await expect(each(tooMany)).rejects.toMatchObject({
      kind: 'unavailable',
      code: '0x80072321',
      retryAfterMs: 60_000,
    });
  });
});

describe('rows found by a query', () => {
  it('are those that it gives, by their ids', async () => {
    const { connection, requests } = await connectTo({
      body: { value: [{ contactid: B.toUpperCase(), lastname: 'x' }] },
    });
    expect([...(await connection.find(QUERY, [A, B])).keys()]).toEqual([B]);
    expect(decodeURIComponent(requests[0]?.line ?? '')).toContain(
      `$filter=Microsoft.Dynamics.CRM.In(PropertyName='contactid',PropertyValues=['${A}','${B}'])`,
    );
  });

  it.each([
    ['no list', { body: { value: 'x' } }],
    ['rows that are none', { body: { value: [1] } }],
    ['nothing', { status: 204 }],
    ['a failure inside of a batch', aBatch([400, { error: { code: '0x80060888', message: 'x' } }])],
  ])('are unknown when the answer has %s', async (_, answer) => {
    const { connection } = await connectTo(answer);
    await expect(
      connection.find(
        QUERY,
        Array.from({ length: 100 }, () => A),
      ),
    ).rejects.toMatchObject({ kind: 'protocol' });
  });

  it('can be ordered and cut off', async () => {
    const { connection, requests } = await connectTo({ body: { value: [] } });
    await connection.list(QUERY, { filter: 'statecode eq 0', orderBy: ['modifiedon desc'], top: 1 });
    expect(decodeURIComponent(requests[0]?.line ?? '')).toContain(
      '$top=1&$orderby=modifiedon desc&$filter=statecode eq 0',
    );
  });
});

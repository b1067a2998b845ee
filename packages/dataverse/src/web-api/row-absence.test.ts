import { afterEach, describe, expect, it } from '@jest/globals';
import { answerAbout, DATAVERSE_ANSWERS, type DataverseAnswer } from '../answers/dataverse-answers.ts';
import { connectDataverse } from './connection.ts';
import type { RowQuery } from './row-query.ts';
import { aScriptedServer, type ScriptedAnswer } from './testing/a-server.ts';

const ROW = { table: 'contact', entitySet: 'contacts', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' };
const QUERY = { ...ROW, primaryKey: 'contactid', columns: ['contactid'], annotations: null };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function connectTo(answer: ScriptedAnswer) {
  const server = await aScriptedServer(answer);
  closers.push(server.close);
  return connectDataverse({ url: server.url, authentication: { kind: 'none' }, retries: 0 });
}

/** The meaning that a GET of one row with this answer is given. */
async function meaningOf(answer: DataverseAnswer, query: RowQuery = QUERY): Promise<string> {
  const connection = await connectTo(answerAbout(answer, ROW));
  try {
    return (await connection.row(query, ROW.id)) === null ? 'deleted' : 'present';
  } catch (error) {
    return String(Object(error).kind);
  }
}

/** The same inside a batch, where Dataverse answers each request by itself. */
async function meaningInBatch(answer: DataverseAnswer): Promise<string> {
  const { status, body } = answerAbout(answer, ROW);
  const part = `--batchresponse_1\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 ${status} Some\r\nContent-Type: application/json; odata.metadata=minimal\r\nOData-Version: 4.0\r\n\r\n${JSON.stringify(body)}\r\n--batchresponse_1--\r\n`;
  const headers = { 'content-type': 'multipart/mixed; boundary=batchresponse_1' };
  const connection = await connectTo({ headers, body: part });
  const [found] = await connection.ask([{ query: QUERY, id: ROW.id }]);
  return found === null ? 'deleted' : String(Object(found).kind);
}

/** The rule of the first version: the code is enough, or the old wording. */
function byCodeAlone({ status, body }: DataverseAnswer): boolean {
  const { code, message } = Object(Object(body)['error']);
  return status === 404 && (code === '0x80040217' || /^\w+ with id = /i.test(String(message)));
}

describe('an answer about one row', () => {
  it.each(DATAVERSE_ANSWERS.map((answer) => [answer.name, answer] as const))(
    'means what it is: %s',
    async (_, answer) => {
      expect(await meaningOf(answer)).toBe(answer.means);
    },
  );

  it.each(
    DATAVERSE_ANSWERS.filter(({ body }) => typeof Object(Object(body)['error'])['code'] === 'string').map(
      (answer) => [answer.name, answer] as const,
    ),
  )('means the same inside a batch: %s', async (_, answer) => {
    expect(await meaningInBatch(answer)).toBe(answer.means);
  });

  it('would erase people who are there if the code alone were believed', () => {
    const mistaken = DATAVERSE_ANSWERS.filter(
      (answer) => byCodeAlone(answer) !== (answer.means === 'deleted'),
    );
    expect(mistaken.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['a missing caller', 'an empty message', 'absent, without a code']),
    );
  });

  it('is believed about any table when it is not known which one was asked', async () => {
    const absent = DATAVERSE_ANSWERS.find(({ name }) => name === 'another table with the same id');
    expect(absent && (await meaningOf(absent, { ...QUERY, table: undefined }))).toBe('deleted');
    expect(absent && (await meaningOf(absent))).toBe('rejected');
  });

  it('has a source and a name of its own', () => {
    expect(new Set(DATAVERSE_ANSWERS.map(({ name }) => name)).size).toBe(DATAVERSE_ANSWERS.length);
    expect(DATAVERSE_ANSWERS.filter(({ source }) => source.trim() === '')).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { MAX_BODY_BYTES } from './body-text.ts';
import { decodeChangeMessage, type MessageContext } from './decode-change-message.ts';
import { A_RECORD_ID, aContext } from './testing/a-change-message.ts';

const NO_ID = { PrimaryEntityId: null, InputParameters: [] };
const MISSING_ID = ['PrimaryEntityId', "the record's id, or a Target with one"];

function decode(body: string | Uint8Array | object, context?: MessageContext) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const isBytes = bytes instanceof Uint8Array;
  return decodeChangeMessage(isBytes ? bytes : Buffer.from(JSON.stringify(aContext({ ...bytes }))), context);
}

describe('a body that can not be understood', () => {
  it.each<[string, string | Uint8Array | object, MessageContext, string[][]]>([
    ['is empty', '', {}, [['$', 'a JSON object, not an empty body']]],
    ['is too long', new Uint8Array(MAX_BODY_BYTES + 1), {}, [['$', 'at most 2 MiB long']]],
    ['is a list', '[]', {}, [['$', 'a JSON object']]],
    ['has something before it', 'x{}', {}, [['$', 'a JSON object']]],
    ['begins as JSON, and then as UTF-16', Uint8Array.of(0x7b, 0xfe), {}, [['$', 'a complete JSON object']]],
    ['is cut off', '{"MessageName":"Upd', {}, [['$', 'a complete JSON object']]],
    [
      'says nothing',
      '{}',
      {},
      [
        ['MessageName', "an event's name"],
        ['PrimaryEntityName', "a table's logical name"],
      ],
    ],
    ['has no event', '{"PrimaryEntityName":"contact"}', {}, [['MessageName', "an event's name"]]],
    ['has no table', '{"MessageName":"Update"}', {}, [['PrimaryEntityName', "a table's logical name"]]],
    ['has no id', NO_ID, {}, [MISSING_ID]],
    ['has no id of a job', { ...NO_ID, PrimaryEntityName: 'a_job' }, { jobTable: 'A_Job' }, [MISSING_ID]],
  ])('%s, which is said', (_title, body, context, problems) => {
    expect(decode(body, context)).toEqual({
      kind: 'malformed',
      report: {
        problems: problems.map(([path, expected]) => ({ path, expected })),
        message: `The message can't be understood: ${problems.map((each) => each.join(' should be ')).join('; ')}.`,
      },
    });
  });

  it.each<[string, string | Uint8Array, string | undefined]>([
    ['XML', ' \n<a/>', undefined],
    ['XML', 'a', 'text/XML'],
    ['.NET binary XML', 'a', 'application/MSBIN1'],
    ['.NET binary XML', Uint8Array.of(0x40, 0x1f), undefined],
    ['.NET binary XML', Uint8Array.of(0x77, 0), 'application/json'],
  ])('is %s, and how to mend that is said (%#)', (format, body, contentType) => {
    expect(decode(body, { contentType })).toEqual({
      kind: 'malformed',
      report: {
        problems: [{ path: '$', expected: 'JSON' }],
        message: `The body is ${format}, not JSON. Set the service endpoint's message format to JSON.`,
      },
    });
  });

  it.each([
    [Uint8Array.of(0x3f, 0)],
    [Uint8Array.of(0x78, 0)],
    [Uint8Array.of(0x40, 0x20)],
    [Uint8Array.of(0x40)],
    ['text <'],
  ])('is of no format that is known (%#)', (body) => {
    expect(decode(body, { contentType: 'text/plain' })).toMatchObject({
      report: { problems: [{ expected: 'a JSON object' }] },
    });
  });
});

describe('a body that can be understood', () => {
  it('may be as long as 2 MiB, begin with spaces, and be declared as anything', () => {
    const text = JSON.stringify(aContext());
    const body = Buffer.from(text.padStart(MAX_BODY_BYTES - 1))
      .toString('latin1')
      .padEnd(MAX_BODY_BYTES);
    expect(decode(body, { contentType: 'text/xml' })).toMatchObject({ kind: 'change' });
  });

  it.each([
    ['without a record of a table of ours', { ...NO_ID, PrimaryEntityName: 'task' }, 'task'],
    ['without a table, by its Target', { ...NO_ID, PrimaryEntityName: 7, ...target('task') }, 'task'],
    ['about no table', { ...NO_ID, PrimaryEntityName: 'none' }, null],
    ['about a table that has no name', { ...NO_ID, PrimaryEntityName: 'a b' }, null],
    ['about a job, where there are none', { ...NO_ID, PrimaryEntityName: 'a_job' }, 'a_job'],
  ])('is none of our business %s', (_title, body, table) => {
    expect(decode(body)).toEqual({ kind: 'foreign', table, messageName: 'Update' });
  });

  it.each(['retrieve', 'RetrieveMultiple'])('is none when it only reads: %s', (MessageName) => {
    for (const members of [{}, NO_ID]) {
      expect(decode({ ...members, MessageName })).toMatchObject({ kind: 'foreign', table: 'contact' });
    }
    expect(decode({ MessageName: 'new_Retrieve' })).toMatchObject({ kind: 'change' });
  });

  it.each([
    [undefined, false],
    [null, false],
    [false, false],
    [true, true],
    ['yes', true],
    [0, true],
  ])('was cut down when it is marked by %j: %s', (MessageMaxSizeExceeded, stripped) => {
    const applicationProperties = { MessageMaxSizeExceeded };
    expect(decode({}, { applicationProperties })).toMatchObject({ kind: 'change', stripped });
    const job = { PrimaryEntityName: 'a_job', PrimaryEntityId: A_RECORD_ID };
    expect(decode(job, { applicationProperties, jobTable: 'a_job' })).toMatchObject({
      kind: 'job',
      stripped,
    });
    expect(decode({ InputParameters: {} })).toMatchObject({ stripped: false });
  });
});

function target(LogicalName: string) {
  return { InputParameters: [{ key: 'Target', value: { LogicalName, Id: A_RECORD_ID } }] };
}

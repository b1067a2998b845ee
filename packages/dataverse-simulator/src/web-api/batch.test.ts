import { describe, expect, it } from '@jest/globals';
import { composeBatch, parseBatch } from './batch.ts';

const PATH = '/api/data/v9.2/';
function aBatch(lines: readonly string[], contentType = 'multipart/mixed;boundary=b1') {
  return {
    method: 'POST',
    path: '$batch',
    query: new Map<string, string>(),
    headers: { 'content-type': contentType },
    body: lines.join('\r\n'),
  };
}
const GET = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary', ''];

describe('reading a batch', () => {
  it('finds requests with absolute and relative addresses, headers and bodies', () => {
    const parts = parseBatch(
      aBatch([
        '--b1',
        ...GET,
        `GET http://127.0.0.1:1${PATH}contacts?$select=lastname&$top=1 HTTP/1.1`,
        'Accept: application/json',
        '',
        '--b1',
        ...GET,
        'PATCH accounts(6d81597f-0f9f-e711-8122-000d3aa2331c) HTTP/1.1',
        'If-Match: *',
        '',
        '{"name":"a\\r\\n\\r\\nb"}',
        '--b1--',
      ]),
      PATH,
    );
    expect(parts).toMatchObject([
      {
        kind: 'request',
        request: { method: 'GET', path: 'contacts', headers: { accept: 'application/json' }, body: '' },
      },
      {
        kind: 'request',
        request: { method: 'PATCH', headers: { 'if-match': '*' }, body: '{"name":"a\\r\\n\\r\\nb"}' },
      },
    ]);
    expect(parts[0]?.kind === 'request' && [...parts[0].request.query]).toEqual([
      ['$select', 'lastname'],
      ['$top', '1'],
    ]);
  });

  it('finds change sets and the names of their requests', () => {
    const parts = parseBatch(
      aBatch([
        '--b1',
        'Content-Type: multipart/mixed;boundary=c1',
        '',
        '--c1',
        'Content-Type: application/http',
        'Content-Transfer-Encoding: binary',
        'Content-ID: 1',
        '',
        'POST contacts HTTP/1.1',
        'Content-Type: application/json',
        '',
        '{}',
        '--c1--',
        '--b1--',
      ]),
      PATH,
    );
    expect(parts).toMatchObject([
      { kind: 'change-set', requests: [{ method: 'POST', path: 'contacts', body: '{}', contentId: '1' }] },
    ]);
  });

  it.each([
    ['without a boundary', aBatch([], 'application/json')],
    ['with a part that is no request', aBatch(['--b1', ...GET, 'hello', '--b1--'])],
    [
      'of more than 1000 requests',
      aBatch([
        ...Array.from({ length: 1001 }, () => ['--b1', ...GET, 'GET contacts HTTP/1.1', '']).flat(),
        '--b1--',
      ]),
    ],
  ])('refuses one %s', (_, batch) => {
    expect(() => parseBatch(batch, PATH)).toThrow(
      expect.objectContaining({ response: expect.objectContaining({ status: 400 }) }),
    );
  });
});

describe('writing a batch', () => {
  it('puts each answer in a part of its own, change sets in parts of parts', () => {
    const answer = { status: 204, headers: { 'OData-EntityId': 'x' } };
    const { body, headers, status } = composeBatch('id', [
      { status: 200, headers: {}, body: { a: 1 } },
      [answer, answer],
    ]);
    expect(status).toBe(200);
    expect(headers['Content-Type']).toBe('multipart/mixed; boundary=batchresponse_id');
    expect(String(body).match(/^--batchresponse_id\r$/gm)).toHaveLength(2);
    expect(String(body).match(/^--changesetresponse_id_1\r$/gm)).toHaveLength(2);
    expect(String(body)).toContain('HTTP/1.1 200 OK\r\n');
    expect(String(body).endsWith('--batchresponse_id--\r\n')).toBe(true);
  });

  it('has the status of the first failure', () => {
    const failure = { status: 412, headers: {}, body: {} };
    expect(composeBatch('id', [{ status: 200, headers: {} }, failure])).toMatchObject({ status: 412 });
  });
});

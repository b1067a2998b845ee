import { describe, expect, it } from '@jest/globals';
import { isErrorType, readErrorBody } from './error-body.ts';

const FOUND = { errorType: 'CONTACT_NOT_FOUND', message: 'Given contact not found' };
const XML = '<errorType>CONTACT_NOT_FOUND</errorType><message>Given contact not found</message>';

/** JSON of so many characters. */
function bodyOf(length: number): string {
  const empty = '{"errorType":"INVALID_STATE","message":""}';
  return empty.replace('""', `"${'x'.repeat(length - empty.length)}"`);
}

describe('readErrorBody', () => {
  it.each([
    ['JSON', JSON.stringify(FOUND)],
    ['JSON with blanks around it', `\n ${JSON.stringify(FOUND)} \n`],
    ['XML', `<errorResponse>${XML}</errorResponse>`],
    [
      'XML with a declaration',
      `<?xml version="1.0" encoding="UTF-8"?>\n<errorResponse>${XML}</errorResponse>`,
    ],
    ['XML with a namespace', `<ErrorResponse xmlns="urn:x">${XML}</ErrorResponse>`],
    ['XML with blanks around it', `\n <errorResponse>\n${XML}\n</errorResponse>\n`],
    ['XML with more members', `<errorResponse><status>404</status>${XML}</errorResponse>`],
  ])('reads %s', (_, body) => {
    expect(readErrorBody(body)).toEqual(FOUND);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['HTML', '<!DOCTYPE html><html><body>x</body></html>'],
    ['HTML without a doctype', '<HTML><body>x</body></HTML>'],
    ['plain text', 'Unknown error'],
    ['broken JSON', '{"errorType":'],
    ['a JSON list', '[]'],
    ['broken XML', '<a><b'],
    ['a page that begins as XML does', `<?xml version="1.0"?><html>${XML}</html>`],
    ['a piece of a page', `<div>${XML}</div>`],
    ['a page without its first element', `<BODY>${XML}</BODY>`],
    ...['error', 'Error', 'errorResponses', 'myErrorResponse', 'error-response', 'e', 'contact', 'Fault'].map(
      (root) => [`XML of something else, ${root}`, `<${root}>${XML}</${root}>`],
    ),
    ['XML within something else', `<error><errorResponse>${XML}</errorResponse></error>`],
    ['XML without a root', XML],
    ['XML with two roots', `<errorResponse>${XML}</errorResponse><other/>`],
    ['XML with two roots in turn', `<other/><errorResponse>${XML}</errorResponse>`],
    ['XML with its root twice', `<errorResponse>${XML}</errorResponse>`.repeat(2)],
    ['XML with text behind it', `<errorResponse>${XML}</errorResponse> and more`],
    ['XML that breaks off', `<errorResponse>${XML}`],
    ['XML without members', '<errorResponse>CONTACT_NOT_FOUND</errorResponse>'],
    ['a body of more than 64 KiB', bodyOf(65_537)],
  ])('finds nothing in %s', (_, body) => {
    expect(readErrorBody(body)).toBeUndefined();
  });

  it('reads a body of 64 KiB', () => {
    expect(readErrorBody(bodyOf(65_536))?.errorType).toBe('INVALID_STATE');
    expect(readErrorBody(` ${bodyOf(65_536)} `)?.errorType).toBe('INVALID_STATE');
  });

  it.each([
    ['is missing', '{}'],
    ['is a number', '{"errorType":7,"message":7}'],
    ['is nothing', '{"errorType":null,"message":null}'],
    ['is free text', '{"errorType":"contact jan@example.com not found"}'],
  ])('gives no error type and no message when it %s', (_, body) => {
    expect(readErrorBody(body)).toEqual({ errorType: undefined, message: undefined });
  });

  it('leaves texts of XML as they are, numbers too', () => {
    const body = '<errorResponse><errorType>NEW</errorType><message>007</message></errorResponse>';
    expect(readErrorBody(body)).toEqual({ errorType: 'NEW', message: '007' });
  });

  it('does not expand entities', () => {
    const root = '<errorResponse><errorType>&b;</errorType><message>&b;</message></errorResponse>';
    const bomb = `<!DOCTYPE a [<!ENTITY b "CONTACT_NOT_FOUND">]>${root}`;
    expect(readErrorBody(bomb)).toEqual({ errorType: undefined, message: '&b;' });
  });
});

describe('an error type', () => {
  it.each(['AB', 'INVALID_STATE', 'A1', 'A_', `A${'B'.repeat(59)}`])('may be %s', (text) => {
    expect(isErrorType(text)).toBe(true);
  });

  it.each([
    ...['A', '', '1A', '_A', 'aB', 'Ab', 'A-B', 'A B', ' AB', 'AB ', 'AB\n', 'AŁ', `A${'B'.repeat(60)}`],
    ...[7, null, undefined, ['AB']],
  ])('may not be %j', (text) => {
    expect(isErrorType(text)).toBe(false);
  });
});

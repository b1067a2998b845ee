import { describe, expect, it } from '@jest/globals';
import { readErrorBody } from './error-body.ts';

const FOUND = { errorType: 'CONTACT_NOT_FOUND', message: 'Given contact not found' };
const XML = '<errorType>CONTACT_NOT_FOUND</errorType><message>Given contact not found</message>';

describe('readErrorBody', () => {
  it.each([
    ['JSON', JSON.stringify(FOUND)],
    ['JSON with blanks around it', `\n ${JSON.stringify(FOUND)} \n`],
    ['XML', `<errorResponse>${XML}</errorResponse>`],
    [
      'XML with a declaration',
      `<?xml version="1.0" encoding="UTF-8"?>\n<errorResponse>${XML}</errorResponse>`,
    ],
    ['XML with a namespace', `<e xmlns="urn:x">${XML}</e>`],
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
    ['XML with two roots', `<a>${XML}</a><b>${XML}</b>`],
    ['an endless body', `{"errorType":"X","message":"${'x'.repeat(70_000)}"}`],
  ])('finds nothing in %s', (_, body) => {
    expect(readErrorBody(body)).toBeUndefined();
  });

  it.each([
    ['is missing', '{}'],
    ['is a number', '{"errorType":7}'],
    ['is free text', '{"errorType":"contact jan@example.com not found"}'],
    ['is endless', `{"errorType":"${'X'.repeat(100)}"}`],
  ])('gives no error type when it %s', (_, body) => {
    expect(readErrorBody(body)).toEqual({ errorType: undefined, message: undefined });
  });

  it('does not expand entities', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "CONTACT_NOT_FOUND">]><a><errorType>&b;</errorType></a>';
    expect(readErrorBody(bomb)?.errorType).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { DataverseError, type DataverseErrorKind } from '../web-api/dataverse-error.ts';
import { hasGoneBack, isExpiredLink } from './changes-link.ts';

/** A link as Microsoft's documentation shows it. */
function aLink(version: string): string {
  return `https://org.example/api/data/v9.0/accounts?$select=name&$deltatoken=${version}%2108%2f22%2f2017%2008%3a10%3a44`;
}

function anError(status: number | undefined, kind: DataverseErrorKind = 'protocol'): DataverseError {
  return new DataverseError({ kind, message: 'no', status });
}

describe('links to what changed', () => {
  it.each([400, 404, 410, 412])('are expired when Dataverse answers %s', (status) => {
    expect(isExpiredLink(anError(status))).toBe(true);
  });

  it.each([401, 403, 408, 429, 500, 503, undefined])('are not when it answers %s', (status) => {
    expect(isExpiredLink(anError(status))).toBe(false);
  });

  it('are not for a failure of ours', () => {
    expect(isExpiredLink(new TypeError('no'))).toBe(false);
  });

  it.each([
    ['919042', '919043', false],
    ['919042', '919042', false],
    ['919043', '919042', true],
    ['9', '10', false],
  ])('tell a restored environment by versions: %s, then %s', (older, newer, back) => {
    expect(hasGoneBack(aLink(older), aLink(newer))).toBe(back);
  });

  it('tell nothing in a form that we do not know', () => {
    expect(hasGoneBack('https://org.example/x?$deltatoken=abc', aLink('1'))).toBe(false);
  });
});

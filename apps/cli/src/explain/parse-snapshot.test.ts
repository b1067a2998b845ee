import { describe, expect, it } from '@jest/globals';
import { parseSnapshot } from './parse-snapshot.ts';

const CANARY = 'canary-4711@example.org';

function aSnapshot(changes: Record<string, unknown> = {}): string {
  return JSON.stringify({
    table: 'contact',
    presence: 'present',
    state: 'active',
    email: CANARY,
    doNotEmail: false,
    doNotBulkEmail: false,
    ...changes,
  });
}

function complaintAbout(text: string): string {
  try {
    parseSnapshot(text);
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('parseSnapshot', () => {
  it('reads a record that exists and one that is deleted', () => {
    expect(parseSnapshot(aSnapshot())).toMatchObject({ table: 'contact', state: 'active' });
    expect(parseSnapshot('{"table": "lead", "presence": "deleted"}')).toEqual({
      table: 'lead',
      presence: 'deleted',
    });
  });

  it('names everything that is not as expected, and no value', () => {
    const complaint = complaintAbout(
      aSnapshot({ table: CANARY, state: CANARY, email: 1, doNotEmail: CANARY }),
    );
    expect(complaint).toContain('table: expected one of contact, lead, account');
    expect(complaint).toContain('state: expected one of active, inactive, qualified');
    expect(complaint).toContain('email: expected a text or null');
    expect(complaint).toContain('doNotEmail: expected boolean');
    expect(complaint).not.toContain('canary');
  });

  it.each([
    ['{', 'it is not JSON'],
    [`"${CANARY}"`, 'the file: expected a JSON object'],
    [CANARY, 'it is not JSON'],
    ['{"presence": "deleted"}', 'table: expected one of'],
  ])('refuses %s', (text, message) => {
    expect(complaintAbout(text)).toContain(message);
    expect(complaintAbout(text)).not.toContain('canary');
  });
});

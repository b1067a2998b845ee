import { describe, expect, it } from '@jest/globals';
import { decodeChangeMessage } from './decode-change-message.ts';
import { A_RECORD_ID, aChangeMessage, aContext } from './testing/a-change-message.ts';

const CANARY = 'canary@example.org';
function bytes(text: string) {
  return new TextEncoder().encode(text);
}
const CHANGE = { kind: 'change', records: [{ table: 'contact', id: A_RECORD_ID }] };

/** The body with `text` in the place of one of its values. */
function withRaw(member: string, text: string) {
  return bytes(JSON.stringify(aContext({ [member]: 'PLACE' })).replace('"PLACE"', text));
}

describe('bodies made to do harm', () => {
  it('decodes a body of 1 MiB', () => {
    expect(decodeChangeMessage(aChangeMessage({ SharedVariables: 'x'.repeat(1024 * 1024) }))).toMatchObject(
      CHANGE,
    );
  });

  it('refuses a body of more than 2 MiB unread', () => {
    expect(decodeChangeMessage(new Uint8Array(2 * 1024 * 1024 + 1).fill(0x7b))).toMatchObject({
      kind: 'malformed',
      report: { problems: [{ path: '$', expected: 'at most 2 MiB long' }] },
    });
  });

  it.each(['SharedVariables', 'InputParameters', 'PreEntityImages', 'ParentContext'])(
    'survives 10 000 levels of nesting in %s',
    (member) => {
      const nested = `${'[{"key":"Target","value":'.repeat(10_000)}1${'}]'.repeat(10_000)}`;
      expect(decodeChangeMessage(withRaw(member, nested), { externalIdColumn: 'x' })).toMatchObject(CHANGE);
    },
  );

  it('survives half a million brackets that are never closed', () => {
    expect(decodeChangeMessage(bytes(`{"a":${'['.repeat(500_000)}`))).toMatchObject({ kind: 'malformed' });
  });

  it('does not let __proto__ stand in for members', () => {
    const inherited = '{"MessageName":"Delete","PrimaryEntityName":"contact"}';
    expect(decodeChangeMessage(bytes(`{"__proto__":${inherited}}`))).toMatchObject({ kind: 'malformed' });
    expect(
      decodeChangeMessage(withRaw('InputParameters', '[{"key":"__proto__","value":{"polluted":1}}]')),
    ).toMatchObject(CHANGE);
    expect({}).not.toHaveProperty('polluted');
    expect({}).not.toHaveProperty('MessageName');
  });

  it('keeps an external id called __proto__ an ordinary value', () => {
    const image = { Id: A_RECORD_ID, Attributes: [{ key: '__proto__', value: 'S-1' }] };
    const decoded = decodeChangeMessage(aChangeMessage({ PreEntityImages: [{ key: 'a', value: image }] }), {
      externalIdColumn: '__proto__',
    });
    expect(decoded).toMatchObject({ externalIds: { [A_RECORD_ID]: 'S-1' } });
  });

  it('takes the last of several members of one name', () => {
    const text = JSON.stringify(aContext()).replace(
      '{',
      '{"MessageName":"Delete","PrimaryEntityName":"lead",',
    );
    expect(decodeChangeMessage(bytes(text))).toMatchObject({ ...CHANGE, messageName: 'Update' });
  });

  it('is not troubled by lone surrogates', () => {
    expect(decodeChangeMessage(withRaw('OrganizationName', String.raw`"\ud800"`))).toMatchObject(CHANGE);
    expect(decodeChangeMessage(withRaw('PrimaryEntityName', String.raw`"\udfff"`))).toMatchObject(CHANGE);
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"MessageName":"Upd'],
    ['a list', '[]'],
    ['a word', 'null'],
    ['an empty object', '{}'],
    ['without a table', '{"MessageName":"Update"}'],
    ['with a number for a name', '{"MessageName":1,"PrimaryEntityName":2}'],
    ['control characters', '\u0000\u0001'],
  ])('reports a body that is %s', (_, text) => {
    const decoded = decodeChangeMessage(bytes(text));
    expect(decoded.kind).toBe('malformed');
    expect(JSON.stringify(decoded)).toMatch(/"message":".+\."/);
  });

  it.each(['MessageName', 'PrimaryEntityName', 'PrimaryEntityId', 'OperationId', 'InputParameters'])(
    'never repeats what stands in %s',
    (member) => {
      for (const value of [
        CANARY,
        { key: CANARY, [CANARY]: CANARY },
        [CANARY],
        [{ key: 'Target', value: CANARY }],
      ]) {
        expect(JSON.stringify(decodeChangeMessage(aChangeMessage({ [member]: value })))).not.toContain(
          CANARY,
        );
      }
    },
  );

  it('reports XML and binary bodies without repeating them', () => {
    for (const text of [`<a>${CANARY}</a>`, `@\u0006string\b3${CANARY}`, `V\u0002${CANARY}`]) {
      const decoded = JSON.stringify(decodeChangeMessage(bytes(text)));
      expect(decoded).toContain("Set the service endpoint's message format to JSON");
      expect(decoded).not.toContain(CANARY);
    }
    expect(
      JSON.stringify(decodeChangeMessage(bytes('\u0001\u0002'), { contentType: 'application/msbin1' })),
    ).toContain('.NET binary');
  });
});

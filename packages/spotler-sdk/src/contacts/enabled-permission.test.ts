import { describe, expect, it } from '@jest/globals';
import { enabledPermissions, hasEnabledPermission } from './enabled-permission.ts';

function contactWith(permissions: unknown) {
  return { externalId: 'a', properties: { permissions } };
}

describe('the permissions of a contact', () => {
  it.each([
    [[], []],
    [[{ bit: 1, enabled: false }], []],
    [[{ bit: 0, enabled: true }], [0]],
    [
      [
        { bit: 4, enabled: true, description: 'News' },
        { bit: 2, enabled: false },
        { bit: 1, enabled: true },
      ],
      [4, 1],
    ],
    [undefined, []],
    [null, []],
  ])('%j has enabled: %j', (permissions, bits) => {
    expect(enabledPermissions(contactWith(permissions))).toEqual(bits);
    expect(hasEnabledPermission(contactWith(permissions))).toBe(bits.length > 0);
  });

  it('are none for a contact that is shown without any', () => {
    expect(enabledPermissions({ properties: {} })).toEqual([]);
    expect(hasEnabledPermission({ properties: { other: [{ bit: 1, enabled: true }] } })).toBe(false);
  });

  it.each([
    ...['none', 0, false, {}, { 1: true }, [1], [null], [{ bit: 1 }], [{ enabled: true }]],
    ...[[{ bit: '1', enabled: true }], [{ bit: 1, enabled: 'false' }], [{ bit: 1, enabled: 0 }]],
    [{ bit: 1, enabled: false }, { bit: 2 }],
  ])('can not be told from %j', (permissions) => {
    const foreign = {
      kind: 'protocol',
      endpoint: 'GET /contact/{externalId}',
      status: 200,
      code: 'ERR_FOREIGN_ANSWER',
    };
    expect(() => enabledPermissions(contactWith(permissions))).toThrow(expect.objectContaining(foreign));
    expect(() => hasEnabledPermission(contactWith(permissions))).toThrow(expect.objectContaining(foreign));
  });
});

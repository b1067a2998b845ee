import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type AccessKey, checkSasToken, isWithin } from './sas-token.ts';

const KEYS: readonly AccessKey[] = [
  { name: 'Root', key: 'k1', rights: ['manage'] },
  { name: 'Sender', key: 'k2', rights: ['send'], entity: 'Orders' },
];

function aToken({ resource = 'sb://host:1/orders', key = 'k1', name = 'Root', expiry = 100 } = {}): string {
  const encoded = encodeURIComponent(resource);
  const signature = createHmac('sha256', key).update(`${encoded}\n${expiry}`).digest('base64');
  return `SharedAccessSignature sr=${encoded}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${name}`;
}

describe('checking a SAS token', () => {
  it('grants the rights of the key on the resource it was signed for', () => {
    expect(checkSasToken(aToken(), KEYS, 0)).toEqual({
      rights: new Set(['listen', 'send', 'manage']),
      path: 'orders',
      expiresAt: 100_000,
    });
    expect(checkSasToken(aToken({ key: 'k2', name: 'Sender' }), KEYS, 0)).toMatchObject({
      rights: new Set(['send']),
    });
  });

  it.each([
    ['no SAS token', 'Bearer x', /not a shared access signature/],
    ['a wrong key', aToken({ key: 'other' }), /invalid signature/],
    ['an unknown name', aToken({ name: 'Nobody' }), /invalid signature/],
    ['a changed resource', aToken().replace('orders', 'others'), /invalid signature/],
    ['a changed expiry', aToken().replace('se=100', 'se=999'), /invalid signature/],
    [
      'another entity',
      aToken({ key: 'k2', name: 'Sender', resource: 'sb://host/others' }),
      /not good for this entity/,
    ],
    [
      'a name that only begins alike',
      aToken({ key: 'k2', name: 'Sender', resource: 'sb://h/orders2' }),
      /not good/,
    ],
    ['the whole namespace', aToken({ key: 'k2', name: 'Sender', resource: 'sb://h/' }), /not good/],
  ])('refuses %s', (_, token, why) => {
    expect(checkSasToken(token, KEYS, 0)).toMatch(why);
  });

  it('refuses an expired token from the moment it expires', () => {
    expect(checkSasToken(aToken(), KEYS, 99_999)).not.toEqual(expect.any(String));
    expect(checkSasToken(aToken(), KEYS, 100_000)).toMatch(/expired/);
  });

  it('knows what lies below a resource', () => {
    expect(isWithin('orders/$management', 'orders')).toBe(true);
    expect(isWithin('anything', '')).toBe(true);
    expect(isWithin('orders2', 'orders')).toBe(false);
  });
});

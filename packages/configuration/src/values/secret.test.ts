import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { Secret } from './secret.ts';

describe('Secret', () => {
  const secret = new Secret('hush');

  it('gives its text to whoever asks for it', () => {
    expect(secret.reveal()).toBe('hush');
  });

  it.each([
    ['a template', `${secret}`],
    ['concatenation', `a ${String(secret)}`],
    ['JSON', JSON.stringify({ secret })],
    ['inspection', inspect({ secret }, { showHidden: true, depth: 9 })],
    ['enumeration', JSON.stringify(Object.entries(secret))],
    ['an error', String(new Error('failed', { cause: secret }).cause)],
  ])('shows nothing of it in %s', (_, print) => {
    expect(print).not.toContain('hush');
  });

  it('says that it is one', () => {
    expect([`${secret}`, JSON.stringify(secret), inspect(secret)]).toEqual([
      '[secret]',
      '"[secret]"',
      '[secret]',
    ]);
  });
});

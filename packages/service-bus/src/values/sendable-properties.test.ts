import { describe, expect, it } from '@jest/globals';
import { sendableProperties } from './sendable-properties.ts';

describe('properties that can be sent', () => {
  it.each([
    ['text of 16 characters', '0123456789abcdef'],
    ['nothing', null],
    ['a number', 16],
    ['fewer than 16 bytes', Buffer.alloc(15)],
    ['more than 16 bytes', Buffer.alloc(17)],
  ])('are what they were: %s', (_title, value) => {
    expect(sendableProperties({ value, other: 'a' })).toEqual({ value, other: 'a' });
  });

  it('have a Guid in the place of 16 bytes', () => {
    const { value } = sendableProperties({ value: Buffer.alloc(16, 7) });
    expect(Object(value).toRheaTyped()).toMatchObject({ type: { name: 'Uuid' }, value: Buffer.alloc(16, 7) });
  });

  it('are none when there is one among them that nobody can send', () => {
    expect(sendableProperties({ a: () => {}, b: 'b' })).toEqual({});
  });
});

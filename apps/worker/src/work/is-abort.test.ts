import { describe, expect, it } from '@jest/globals';
import { isAbort } from './is-abort.ts';

describe('the end of a wait', () => {
  it.each([
    [new DOMException('stopping', 'AbortError'), true],
    [{ name: 'AbortError' }, true],
    [new TypeError('x'), false],
    ['AbortError', false],
    [null, false],
    [undefined, false],
  ])('is told from other errors: %p', (error, expected) => {
    expect(isAbort(error)).toBe(expected);
  });
});

const WORD = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

/**
 * A dead-letter reason as a word to group by and to show. Whoever dead-letters can write what they like
 * there, even somebody's address, so a text that is not one word counts as `other`, and none as `none`.
 */
export function reasonClass(reason: unknown): string {
  if (reason === undefined || reason === null || reason === '') return 'none';
  return typeof reason === 'string' && WORD.test(reason) ? reason : 'other';
}

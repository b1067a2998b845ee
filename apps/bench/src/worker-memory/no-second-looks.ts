/**
 * In place of second looks, which are sent over a connection: none is arranged.
 *
 * @public put in place by `replace-modules.ts`.
 */
export function openSecondLooks() {
  return { arrange: async () => {}, close: async () => {} };
}

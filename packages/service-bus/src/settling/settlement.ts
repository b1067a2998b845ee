/**
 * How a queue message is settled.
 *
 * - `complete`: it is done with and leaves the queue.
 * - `abandon`: it is available again at once, with a delivery count one higher.
 * - `dead-letter`: it is set aside for a person. Reason and description are read by operators and stay in the
 *   queue, so neither may hold personal data. Service Bus allows each 4096 characters.
 */
export type Settlement =
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon' }
  | { readonly kind: 'dead-letter'; readonly reason: string; readonly description: string };

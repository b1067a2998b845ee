import fc from 'fast-check';

/**
 * One random operation. `pick` chooses among the messages that were ever taken, so stale locks are tried too.
 */
export type QueueOperation =
  | { readonly kind: 'send'; readonly timeToLive: number | undefined; readonly delay: number }
  | { readonly kind: 'take'; readonly pick: number }
  | { readonly kind: 'takeDeferred' | 'cancel'; readonly pick: number }
  | { readonly kind: 'complete' | 'abandon' | 'defer' | 'deadLetter' | 'renew'; readonly pick: number }
  | { readonly kind: 'advance'; readonly milliseconds: number };

const pick = fc.nat({ max: 1000 });
const sendOperation = fc.record({
  kind: fc.constant('send' as const),
  timeToLive: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined }),
  delay: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 80 })),
});
const settleOperation = fc.record({
  kind: fc.constantFrom('complete', 'abandon', 'defer', 'deadLetter', 'renew'),
  pick,
});

/** Random operations, with enough sends and takes for something to happen. */
export function queueOperations(maxLength: number): fc.Arbitrary<QueueOperation[]> {
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: sendOperation },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), pick }) },
      { weight: 5, arbitrary: settleOperation },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('takeDeferred', 'cancel'), pick }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('advance' as const),
          milliseconds: fc.integer({ min: 1, max: 70 }),
        }),
      },
    ),
    { maxLength, size: 'max' },
  );
}

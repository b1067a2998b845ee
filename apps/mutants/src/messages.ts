import * as t from 'io-ts';

const MUTANT = t.type({ id: t.string, maxHits: t.number });

/** The test process has to run this. */
export const TEST_RUN = t.intersection([
  t.type({ test: t.string }),
  t.partial({ mutant: MUTANT, again: t.array(MUTANT), testTimeoutMs: t.number }),
]);

/** The test process begins with a mutant. */
export const TRYING = t.type({ trying: t.string });

/** The test process is done with a mutant. */
export const TRIED = t.type({ tried: t.string, killed: t.boolean });

/** The test process ran all that it had to. */
export const TEST_RUN_RESULT = t.type({
  failure: t.union([t.string, t.null]),
  isRepeatable: t.boolean,
  reached: t.record(t.string, t.number),
  loaded: t.array(t.string),
  residentBytes: t.number,
});

import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { DataverseRecordSource } from '@spotler-connector/dataverse';
import { quietly } from './quietly.ts';

/** Asks which records hold a contact. */
export type AskHolders = DataverseRecordSource['holders'];

/** The holders of a contact, asked for before it is known whether they are wanted. */
export interface ExpectedHolders {
  /** Asks for the holders of the external id that a record is expected to have, if there is one. */
  expect(ref: RecordRef, externalId: string | undefined, options: Parameters<AskHolders>[2]): void;
  /** Drops in a moment what is expected now: an answer from before must not pass for one of a later look. */
  forgetSoon(): void;
  /** The holders: those that were expected, if the id is the same, or as they are now. */
  take: AskHolders;
}

/** Builds {@link ExpectedHolders}, which expect nothing yet. */
export function expectHolders(ask: AskHolders): ExpectedHolders {
  let expected: { readonly externalId: string; readonly holders: ReturnType<AskHolders> } | undefined;
  return {
    expect(ref, externalId, options) {
      expected = undefined;
      if (externalId === undefined) return;
      expected = { externalId, holders: quietly(ask(ref, externalId, options)) };
    },
    forgetSoon() {
      const old = expected;
      setImmediate(() => {
        if (expected === old) expected = undefined;
      });
    },
    take(ref, externalId, options) {
      const holders = expected?.externalId === externalId ? expected.holders : undefined;
      expected = undefined;
      return holders ?? ask(ref, externalId, options);
    },
  };
}

import { openHeldContacts } from '@spotler-connector/brake';
import type { EvidenceFact } from '@spotler-connector/ledger';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import type { OpenBrake } from '../brake/open-brake.ts';

/** A brake with a limit of 500 that has held so many contacts, with permissions 1 and 3, an hour apart. */
export async function aHoldingBrake(
  ...ids: readonly string[]
): Promise<OpenBrake & { readonly facts: EvidenceFact[] }> {
  const store = createMemoryStore();
  const held = openHeldContacts(store);
  for (const [hours, id] of ids.entries()) {
    const since = Date.parse('2026-01-31T12:00:00Z') + hours * 3_600_000;
    await held.keep({
      table: 'contact',
      id,
      externalId: id,
      rule: 'do-not-email',
      permissions: [1, 3],
      since,
    });
  }
  const facts: EvidenceFact[] = [];
  const evidence = { append: async (fact: EvidenceFact) => void facts.push(fact), end: async () => {} };
  return { limit: 500, store, held, evidence, facts };
}

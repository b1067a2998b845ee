import { openHeldContacts } from '@spotler-connector/brake';
import type { EvidenceFact } from '@spotler-connector/ledger';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { OpenBrake } from '../brake/open-brake.ts';

/** A store in memory. */
export function aMemoryStore(): ObjectStore {
  const objects = new Map<string, { body: Uint8Array; version: string }>();
  let versions = 0;
  return {
    async create(name, body) {
      if (objects.has(name)) return 'exists';
      objects.set(name, { body, version: String(++versions) });
      return 'created';
    },
    read: async (name) => objects.get(name),
    async replace(name, body, version) {
      if (objects.get(name)?.version !== version) return 'changed-meanwhile';
      objects.set(name, { body, version: String(++versions) });
      return 'replaced';
    },
    async *list(prefix) {
      for (const name of [...objects.keys()].sort()) if (name.startsWith(prefix)) yield name;
    },
  };
}

/** A brake with a limit of 500 that has held so many contacts, with permissions 1 and 3, an hour apart. */
export async function aHoldingBrake(
  ...ids: readonly string[]
): Promise<OpenBrake & { readonly facts: EvidenceFact[] }> {
  const store = aMemoryStore();
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

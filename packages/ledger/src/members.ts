import type { CanonicalValue } from './canonical-json.ts';
import type { EvidenceFact, Initiator, PossiblyAboutRecord } from './facts.ts';

/** Members of an entry, before it is part of a chain. */
export type Members = Readonly<Record<string, CanonicalValue | undefined>>;

/** Hides an id: a GUID stays as it is, anything else becomes a keyed hash. */
export type HideId = (id: string) => { readonly id: string } | { readonly key: string };

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** No address and no name: no blank and no `@`, and not long. */
const WORD = /^[A-Za-z0-9][A-Za-z0-9._:+-]{0,79}$/;
const MAX_INITIATORS = 10;

/** Whether a text is a GUID, which says nothing about a person to who has no Dataverse. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}

/**
 * The members of the entry about a fact, which is stored at `at`. Only what cannot be personal gets through.
 */
export function membersOf(fact: EvidenceFact, at: number, hideId: HideId): Members {
  return { kind: fact.kind, ...recordMembers(fact, at, hideId), ...ownMembers(fact, hideId) };
}

function recordMembers(
  fact: PossiblyAboutRecord & Pick<EvidenceFact, 'kind'>,
  at: number,
  hideId: HideId,
): Members {
  const { record, externalId, decision, settings, initiators = [], jobId } = fact;
  const contact = externalId === undefined ? undefined : hideId(externalId);
  const changes = initiators.flatMap(({ changedAt }) => changedAt ?? []);
  return {
    table: record && word(record.table),
    recordId: record && guid(record.id),
    contactId: contact && 'id' in contact ? contact.id : undefined,
    contactKey: contact && 'key' in contact ? contact.key : undefined,
    rule: decision && word(decision.rule),
    causes: decision?.causes.map(word),
    policyVersion: decision && word(decision.policyVersion),
    settings: settings === undefined ? undefined : word(settings),
    initiators:
      initiators.length === 0 ? undefined : initiators.slice(0, MAX_INITIATORS).map(initiatorMembers),
    jobId: jobId === undefined ? undefined : guid(jobId),
    waitMs: changes.length === 0 ? undefined : Math.max(0, at - Math.min(...changes)),
  };
}

function initiatorMembers({ event, userId, operationId, changedAt }: Initiator): Members {
  return {
    event: word(event),
    userId: userId === null ? null : guid(userId),
    operationId: operationId === null ? null : guid(operationId),
    changedAt: changedAt === null ? null : isoTime(changedAt),
  };
}

function ownMembers(fact: EvidenceFact, hideId: HideId): Members {
  switch (fact.kind) {
    case 'erasure': {
      const { result, dataverse, spotler, readBack } = fact;
      return { result, dataverse, spotler: { kind: spotler.kind, status: spotler.status }, readBack };
    }
    case 'opt-out':
    case 'job':
      return { result: fact.result };
    case 'mend':
      return { by: fact.by, result: word(fact.result) };
    case 'held':
    case 'released':
    case 'rejected': {
      const decidedBy = fact.decidedBy === undefined ? undefined : hideId(fact.decidedBy);
      return {
        count: fact.count,
        decidedBy: decidedBy && ('id' in decidedBy ? decidedBy.id : decidedBy.key),
      };
    }
    case 'generation': {
      const { generation, policyVersion, settings } = fact;
      return {
        generation: word(generation),
        policyVersion: word(policyVersion),
        settings: word(settings),
      };
    }
    case 'sweep': {
      const found = Object.entries(fact.found).map(([kind, count]) => [word(kind), count] as const);
      return { compared: fact.compared, found: Object.fromEntries(found), mended: fact.mended };
    }
  }
}

/** A time as an entry has it. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** A word of ours, or `hidden`: anything else may be personal and is not kept. */
export function word(text: string): string {
  return WORD.test(text) ? text : 'hidden';
}

function guid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : 'hidden';
}

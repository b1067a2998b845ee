import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '@spotler-connector/clock';
import { SpotlerError } from '@spotler-connector/spotler-sdk';
import {
  createMessages,
  DELETED_FIRST_DIGIT,
  type GeneratedMessage,
  REFUSED_FIRST_DIGIT,
  SAMPLE_ORGANIZATION_ID,
} from './generated-messages.ts';

/** Memory of the process after so many messages. */
export interface ProcessSample {
  readonly messages: number;
  /** Heap and buffers after a collection. */
  readonly retainedBytes: number;
  /**
   * Resident memory as the operating system counts it (RSS), with the code and what was free at that time.
   */
  readonly residentBytes: number;
}

/** Sent to the parent when every message has been handled. */
export interface Finished {
  readonly samples: readonly ProcessSample[];
  /** Messages by how they were settled. */
  readonly settled: Readonly<Record<string, number>>;
}

const { searchParams } = new URL(import.meta.url);
const MESSAGES = Number(searchParams.get('messages'));
const SAMPLES = Number(searchParams.get('samples'));
/** The environment that messages come from. */
const ORGANIZATION_ID = searchParams.get('organization') ?? SAMPLE_ORGANIZATION_ID;

process.once('disconnect', () => process.exit(1));

/**
 * In place of Service Bus: hands out the messages, as many at once as the worker takes.
 *
 * @public put in place by `replace-modules.ts`, as are the other two.
 */
export function receiveMessages() {
  const settled = { complete: 0, abandon: 0, 'dead-letter': 0 };
  const settle = (how: keyof typeof settled) => async () => void settled[how]++;
  const receiver = {
    subscribe(
      { processMessage }: { processMessage: (message: GeneratedMessage) => Promise<void> },
      { maxConcurrentCalls }: { maxConcurrentCalls: number },
    ) {
      void handOut(processMessage, maxConcurrentCalls).then((samples) => {
        process.send?.({ samples, settled } satisfies Finished);
      });
      return { close: async () => {} };
    },
    renewMessageLock: async () => new Date(systemClock.now() + 60_000),
    completeMessage: settle('complete'),
    abandonMessage: settle('abandon'),
    deadLetterMessage: settle('dead-letter'),
    peekMessages: async () => [],
    close: async () => {},
  };
  return { receiver, client: { close: async () => {} } };
}

/** Between two samples nothing is in hand, so that only what is retained for good is seen. */
async function handOut(
  processMessage: (message: GeneratedMessage) => Promise<void>,
  atOnce: number,
): Promise<ProcessSample[]> {
  const message = createMessages();
  const samples: ProcessSample[] = [];
  let next = 0;
  for (let sample = 1; sample <= SAMPLES; sample++) {
    const until = Math.round((MESSAGES * sample) / SAMPLES);
    const lane = async () => {
      while (next < until) {
        const given = message(next++);
        await nextTurn();
        await processMessage(given);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
    samples.push({ messages: until, ...(await memory()) });
  }
  return samples;
}

/**
 * Only a later collection takes away what a first one sets free through weak references. They are of the kind
 * that V8 does when memory is scarce: it gives pages back, or the resident size would count garbage of the
 * past.
 */
async function memory(): Promise<Omit<ProcessSample, 'messages'>> {
  for (let round = 0; round < 3; round++) {
    await nextTurn();
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { retainedBytes: heapUsed + external, residentBytes: rss };
}

/** The mapping, which the worker checks against the list of properties when it starts. */
const ADDRESS_ONLY = [{ column: 'emailaddress1', property: 'email' }];

/**
 * In place of Dataverse: every record is there and eligible, or deleted, and nobody orders anything.
 *
 * @public
 */
export function connectRecords() {
  const present = { table: 'contact', presence: 'present', state: 'active', email: 'somebody@example.org' };
  const flags = { doNotEmail: false, doNotBulkEmail: false };
  return {
    connection: {
      whoAmI: async () => ({ userId: ORGANIZATION_ID, organizationId: ORGANIZATION_ID }),
      list: async () => [],
    },
    columns: {
      check: async () =>
        ['contact', 'lead', 'account'].map((table) => ({
          table,
          readable: true,
          problems: [],
          message: null,
        })),
    },
    jobs: {
      table: { table: 'spotler_job' },
      store: { probe: async () => {}, standing: async () => null, isClaimed: async () => false },
    },
    mapping: { contact: ADDRESS_ONLY, lead: ADDRESS_ONLY, account: ADDRESS_ONLY },
    records: {
      async read({ table, id }: { table: string; id: string }) {
        await nextTurn();
        const deleted = id.startsWith(DELETED_FIRST_DIGIT);
        const snapshot = deleted ? { table, presence: 'deleted' } : { ...present, ...flags };
        const properties = deleted ? {} : { email: present.email };
        const version = deleted ? null : 'W/"1"';
        const ref = { table, id };
        return {
          ref,
          snapshot,
          version,
          externalId: id,
          externalIdStored: true,
          properties,
          modifiedOn: null,
        };
      },
      holders: async () => [],
      mergedRecords: async () => [],
      storeExternalId: async () => 'kept',
    },
  };
}

/**
 * In place of Spotler: takes everything but the data of those that it refuses.
 *
 * @public
 */
export function connectSpotler(
  _account: unknown,
  { onAttempt }: { onAttempt: (event: Record<string, unknown>) => void },
) {
  const called = async (endpoint: string, status: number) => {
    await nextTurn();
    onAttempt({ endpoint, attempt: 1, durationMs: 1, status });
  };
  return {
    contacts: {
      async anonymize() {
        await called('PUT /contact/anonymize/{externalId}', 410);
        return { outcome: 'anonymized', status: 410 };
      },
      async verify() {
        await called('GET /contact/{externalId}', 404);
        return 'gone';
      },
      async createBatch(contacts: readonly { externalId: string }[]) {
        await called('POST /contact/list', 200);
        return contacts.map(({ externalId }) => ({
          externalId,
          outcome: externalId.startsWith(REFUSED_FIRST_DIGIT) ? 'rejected' : 'created',
          ambiguous: false,
        }));
      },
      async updateOrCreate({ externalId }: { externalId: string }) {
        await called('PUT /contact/{externalId}', 404);
        await called('POST /contact', 200);
        if (!externalId.startsWith(REFUSED_FIRST_DIGIT)) return { created: true, ambiguous: false };
        throw new SpotlerError({ kind: 'rejected', endpoint: 'POST /contact', status: 400 });
      },
    },
    properties: { list: async () => [{ name: 'email', type: 'email' }] },
    close() {},
  };
}

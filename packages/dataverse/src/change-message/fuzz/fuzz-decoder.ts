import { decodeChangeMessage } from '../decode-change-message.ts';
import type { DecodedMessage } from '../decoded-message.ts';
import {
  A_RECORD_ID,
  ANOTHER_RECORD_ID,
  aChangeMessage,
  anEntity,
  anImage,
  aReference,
} from '../testing/a-change-message.ts';
import { mutateBody } from './mutate-body.ts';
import { seededRandom } from './seeded-random.ts';

export { mutateBody };

/** Result of a run of mutated bodies. */
export interface FuzzResult {
  /** How often each kind came out. */
  readonly kinds: Record<DecodedMessage['kind'], number>;
  /** Failures, each with the number of the body; empty when nothing did. */
  readonly failures: string[];
  /** Longest time for one body, in milliseconds. */
  slowestMs: number;
}

/** The reports of all bodies together: if values got into them, there would be more. */
const MAX_REPORTS = 30;
const CANARY = 'kanarie-vogel@example.org';
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const NAME = /^[a-z_][a-z0-9_.]{0,127}$/i;

/**
 * Test support: decodes `count` mutated bodies. `seed` makes a run repeatable; `now` in milliseconds; another
 * decoder shows that a broken one is caught.
 */
export function fuzzDecoder(
  count: number,
  seed: number,
  now: () => number,
  decode: typeof decodeChangeMessage = decodeChangeMessage,
): FuzzResult {
  const random = seededRandom(seed);
  const bodies = seedBodies();
  const result: FuzzResult = {
    kinds: { change: 0, job: 0, foreign: 0, malformed: 0 },
    failures: [],
    slowestMs: 0,
  };
  const reports = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    const body = mutateBody(bodies[index % bodies.length] ?? Buffer.alloc(0), random);
    const started = now();
    try {
      const decoded = decode(body, {
        jobTable: 'spotler_job',
        externalIdColumn: 'new_spotlerid',
      });
      result.kinds[decoded.kind] += 1;
      if (decoded.kind === 'malformed') reports.add(JSON.stringify(decoded));
      const failure = faultOf(decoded);
      if (failure !== null) result.failures.push(`body ${index}: ${failure}`);
    } catch (error) {
      result.failures.push(`body ${index}: ${error instanceof Error ? error.name : 'something'} was thrown`);
    }
    result.slowestMs = Math.max(result.slowestMs, now() - started);
  }
  if (reports.size > MAX_REPORTS) result.failures.push(`${reports.size} different reports`);
  return result;
}

function faultOf(decoded: DecodedMessage): string | null {
  switch (decoded.kind) {
    case 'malformed':
      return JSON.stringify(decoded).includes('kanarie') ? 'a value is in the report' : null;
    case 'foreign':
      return [decoded.table, decoded.messageName].every((name) => name === null || NAME.test(name))
        ? null
        : 'a free name';
    case 'job':
      return GUID.test(decoded.id) ? null : 'an id that is none';
    case 'change':
      return decoded.records.length > 0 && decoded.records.every(({ id }) => GUID.test(id))
        ? null
        : 'an id that is none';
  }
}

/** Test support: right bodies, with a canary wherever a value of a record is. */
export function seedBodies(): Buffer[] {
  const attributes = { emailaddress1: CANARY, lastname: CANARY, new_spotlerid: CANARY };
  const targets = [anImage('lead', A_RECORD_ID, attributes), anImage('lead', ANOTHER_RECORD_ID, attributes)];
  return [
    { InputParameters: [{ key: 'Target', value: anEntity('contact', A_RECORD_ID, attributes) }] },
    {
      MessageName: 'Delete',
      InputParameters: [{ key: 'Target', value: aReference('account', A_RECORD_ID) }],
      PreEntityImages: [{ key: 'before', value: anImage('account', A_RECORD_ID, attributes) }],
      PrimaryEntityName: 'account',
    },
    {
      MessageName: 'Merge',
      InputParameters: [
        { key: 'Target', value: aReference('contact', A_RECORD_ID) },
        { key: 'SubordinateId', value: ANOTHER_RECORD_ID },
        { key: 'UpdateContent', value: anEntity('contact', A_RECORD_ID, attributes) },
      ],
    },
    { MessageName: 'CreateMultiple', InputParameters: [{ key: 'Targets', value: { Entities: targets } }] },
    { MessageName: 'Create', PrimaryEntityName: 'spotler_job', InputParameters: null },
    { PrimaryEntityName: 'task', InputParameters: [], OrganizationName: CANARY },
  ].map((members) => Buffer.from(aChangeMessage(members)));
}

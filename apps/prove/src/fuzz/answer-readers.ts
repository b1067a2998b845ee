import { systemClock } from '@spotler-connector/clock';
import {
  connectDataverse,
  createRecordSource,
  DataverseError,
  defaultFieldMapping,
} from '@spotler-connector/dataverse';
import { answerAbout, DATAVERSE_ANSWERS } from '@spotler-connector/dataverse/answers';
import { createSpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';
import { SPOTLER_ANSWERS } from '@spotler-connector/spotler-sdk/answers';
import type { AnswerServer } from './answer-server.ts';
import { CANARY, type Reader } from './fuzz-reader.ts';

const ROW = { table: 'contact', entitySet: 'contacts', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const MAX_ANSWER_MS = 1_000;
const MAX_PAUSE_MS = 600_000;
const CONTACT = {
  externalId: ROW.id,
  properties: [
    { name: 'email', value: CANARY },
    { name: 'permissions', value: [{ bit: 1, enabled: true }] },
  ],
};
const RECORD = {
  contactid: ROW.id,
  '@odata.etag': 'W/"1"',
  emailaddress1: CANARY,
  statecode: 0,
  donotbulkemail: false,
};

/** Builds the reader of Spotler's answers: each call in turn. */
export function spotlerReader(server: AnswerServer): Reader {
  let elapsed = 0;
  const client = createSpotlerClient({
    baseUrl: `${server.origin}/x`,
    consumerKey: 'key',
    consumerSecret: 'secret',
    retry: { attempts: 1 },
    timeouts: { attemptMs: MAX_ANSWER_MS, totalMs: MAX_ANSWER_MS },
    clock: {
      now: systemClock.now,
      monotonic: () => elapsed,
      async sleep(milliseconds) {
        elapsed += milliseconds;
      },
    },
  });
  const { contacts, properties } = client;
  const calls = [
    () => contacts.get(ROW.id),
    () => contacts.anonymize(ROW.id),
    () => properties.list(),
  ] as const;
  let turn = 0;
  return {
    name: "Spotler's answers",
    seeds: [JSON.stringify(CONTACT), ...SPOTLER_ANSWERS.map(({ body }) => `${body}${CANARY}`)],
    read(input) {
      server.answer(input);
      // Whatever pause was asked for is over.
      elapsed += MAX_PAUSE_MS;
      return calls[turn++ % calls.length]?.();
    },
    isPromised: (error) => error instanceof SpotlerError,
  };
}

/** Builds the reader of Dataverse's answers to a question about one record. */
export function dataverseReader(server: AnswerServer): Reader {
  const connection = connectDataverse({
    url: server.origin,
    authentication: { kind: 'none' },
    requestTimeoutMs: MAX_ANSWER_MS,
    retries: 0,
  });
  const records = createRecordSource({ connection, mapping: defaultFieldMapping() });
  const answers = DATAVERSE_ANSWERS.map((answer) => answerAbout(answer, ROW).body);
  return {
    name: "Dataverse's answers",
    seeds: [RECORD, ...answers].map((body) => (typeof body === 'string' ? body : JSON.stringify(body))),
    read(input) {
      server.answer(input);
      return records.read({ table: 'contact', id: ROW.id });
    },
    isPromised: (error) => error instanceof DataverseError,
  };
}

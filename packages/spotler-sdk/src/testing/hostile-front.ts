import { type ResolvedOptions, resolveOptions } from '../client-options.ts';
import { type Connection, createConnection } from '../connection/connection.ts';
import type { AskWithEvidence } from '../contacts/absence-evidence.ts';
import { createSingleContacts, type SingleContacts } from '../contacts/single-contacts.ts';
import { SPOTLER_ANSWERS } from './answers/spotler-answers.ts';
import { BASE_URL } from './scripted-api.ts';
import type { SmallSpotler } from './small-spotler.ts';

/** Whether the request with this number of a call gets a bad answer, and which one. */
export type Schedule = (request: number) => BadAnswer | undefined;

/** Any answer that Spotler does not give, or gives to other questions: none says that a contact is absent. */
export type BadAnswer = (typeof BAD_ANSWERS)[number];

export const BAD_ANSWERS = SPOTLER_ANSWERS.filter(({ means }) => means !== 'absent');

/** Bad answers that could pass for absence. */
export const BARE_ANSWERS = BAD_ANSWERS.filter(({ means }) => means === 'bare');

/** Calls over a front that plays schedules, before a small Spotler. */
export interface Front {
  readonly contacts: SingleContacts;
  /** Begins a call with this schedule. */
  begin(schedule: Schedule): void;
}

/** Builds one, in memory. `askWith` replaces the way in which evidence is asked for. */
export function aFront(
  spotler: SmallSpotler,
  askWith: (connection: Connection) => AskWithEvidence | undefined = () => undefined,
): Front {
  let playing: Schedule = () => undefined;
  let requests = 0;
  const connection = createConnection(OPTIONS, {
    async send(request) {
      const bad = playing(requests++);
      return bad === undefined
        ? spotler.answer(request)
        : { status: bad.status, body: bad.body, retryAfter: undefined };
    },
    close() {},
  });
  return {
    contacts: createSingleContacts(connection, OPTIONS, askWith(connection)),
    begin(schedule) {
      playing = schedule;
      requests = 0;
    },
  };
}

const OPTIONS: ResolvedOptions = resolveOptions({
  baseUrl: BASE_URL,
  consumerKey: 'key',
  consumerSecret: 'secret',
  retry: { attempts: 1, minDelayMs: 0 },
});

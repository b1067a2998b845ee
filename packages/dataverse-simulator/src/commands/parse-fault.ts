import { DATAVERSE_ANSWERS } from '@spotler-connector/dataverse/answers';
import { isRight } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Fault } from '../faults/fault.ts';

const answer = t.refinement(
  t.string,
  (name) => DATAVERSE_ANSWERS.some((known) => known.name === name),
  'the name of a known answer',
);

const faultCodec = t.exact(
  t.partial({
    status: t.number,
    code: t.string,
    message: t.string,
    answer,
    retryAfterSeconds: t.number,
    connection: t.keyof({ hang: null, 'break-off': null }),
    after: t.number,
    times: t.number,
    path: t.string,
    method: t.string,
  }),
);

/** A fault out of a command's body; null when a member is of the wrong type. */
export function parseFault(body: Readonly<Record<string, unknown>>): Fault | null {
  const decoded = faultCodec.decode(body);
  return isRight(decoded) ? decoded.right : null;
}

import { type RecordSnapshot, TABLES } from '@spotler-connector/anonymization-policy';
import { isLeft } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { usageError } from '../failure/operator-error.ts';

function oneOf<Word extends string>(...words: readonly Word[]): t.Type<Word> {
  const is = (value: unknown): value is Word => words.some((word) => word === value);
  const validate: t.Validate<unknown, Word> = (value, context) =>
    is(value) ? t.success(value) : t.failure(value, context);
  return new t.Type(`one of ${words.join(', ')}`, is, validate, t.identity);
}

const table = oneOf(...TABLES);
const yesOrNo = t.boolean;
const Deleted = t.type({ table, presence: oneOf('deleted') });
const Present = t.type({
  table,
  presence: oneOf('present'),
  state: oneOf('active', 'inactive', 'qualified'),
  email: t.union([t.string, t.null], 'a text or null'),
  doNotEmail: yesOrNo,
  doNotBulkEmail: yesOrNo,
});

/**
 * Reads the snapshot of a record, in the form of the policy's own `RecordSnapshot`.
 *
 * @throws {OperatorError} with exit code 2 that says what is expected where, and no value.
 */
export function parseSnapshot(text: string): RecordSnapshot {
  const json = parseJson(text);
  const presence = t.type({ presence: t.string }).is(json) ? json.presence : undefined;
  const decoded = presence === 'deleted' ? Deleted.decode(json) : Present.decode(json);
  if (!isLeft(decoded)) return decoded.right;
  const places = decoded.left.map(({ context }) => {
    const path = context
      .map(({ key }) => key)
      .filter((key) => key !== '' && Number.isNaN(Number(key)))
      .join('.');
    const place = context.find(({ key }) => key === path) ?? context.at(-1);
    return `  ${path === '' ? 'the file' : path}: expected ${path === '' ? 'a JSON object' : place?.type.name}`;
  });
  throw usageError(`The snapshot can't be used:\n${[...new Set(places)].join('\n')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw usageError("The snapshot can't be used: it is not JSON.", error);
  }
}

import { isLeft } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** The expectation of a member that nobody knows. */
const NOTHING = new t.Type<undefined>(
  'no member of this name',
  (input): input is undefined => input === undefined,
  (input, context) => t.failure(input, context),
  t.identity,
);

function isRecord(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** An object with these members and no others, so that a misspelt one is found. */
export function exactly<Required extends t.Props, Optional extends t.Props>(
  required: Required,
  optional: Optional,
): t.Type<t.TypeOf<t.TypeC<Required>> & t.TypeOf<t.PartialC<Optional>>> {
  const codec = t.intersection([t.type(required), t.partial(optional)]);
  const members: t.Props = { ...required, ...optional };
  return new t.Type(
    'an object',
    codec.is,
    (input, context) => {
      if (!isRecord(input)) return t.failure(input, context);
      const errors: t.Errors = Object.keys(input)
        .filter((key) => !Object.hasOwn(members, key))
        .map((key) => ({ value: undefined, context: t.appendContext(context, key, NOTHING) }));
      for (const [key, member] of Object.entries(members)) {
        const value = input[key];
        if (value === undefined && !Object.hasOwn(required, key)) continue;
        const decoded = member.validate(value, t.appendContext(context, key, member, value));
        if (isLeft(decoded)) errors.push(...decoded.left);
      }
      if (errors.length > 0) return t.failures(errors);
      return codec.is(input) ? t.success(input) : t.failure(input, context);
    },
    t.identity,
  );
}

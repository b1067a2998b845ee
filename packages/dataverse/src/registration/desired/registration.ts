import * as t from 'io-ts';

const text = t.refinement(t.string, (value) => value.trim() !== '', 'text');
const whole = t.refinement(t.number, Number.isSafeInteger, 'a whole number');
const offered = t.partial({ 'where-offered': t.boolean });

const code = t.type(
  { value: whole, label: text, certain: t.boolean },
  'an object with value, label and certain',
);
const codes = t.record(t.string, code, 'an object of codes by column');

const message = t.intersection([
  t.type({ message: text }, 'an object with a message'),
  t.partial({ filtered: t.boolean, externalIdImage: t.boolean }),
  offered,
]);

const column = t.intersection([
  t.type(
    {
      kind: t.keyof({ text: null, choice: null, customer: null, lookup: null, instant: null }),
      label: text,
    },
    'an object with kind and label',
  ),
  t.partial({ maxLength: whole, options: t.record(t.string, text), default: text, to: text }),
]);

const privilege = t.intersection([
  t.type(
    {
      verb: t.keyof({ Create: null, Read: null, Write: null, Append: null, AppendTo: null, Delete: null }),
      of: text,
      depth: t.keyof({ Basic: null, Local: null, Deep: null, Global: null }),
    },
    'an object with verb, of and depth',
  ),
  offered,
  t.partial({ when: t.literal('write-back') }),
]);

/** The form of `infra/dataverse/registration.json`. */
export const registrationCodec = t.type({
  prefix: text,
  endpoint: t.type({ name: text, contract: t.type({ queue: code, topic: code }), choices: codes }),
  steps: t.type({
    choices: codes,
    rank: whole,
    asyncautodelete: t.boolean,
    records: t.array(message, 'a list'),
    jobs: t.array(message, 'a list'),
  }),
  image: t.type({ alias: text, messagepropertyname: text, imagetype: code }),
  table: t.type({
    label: text,
    pluralLabel: text,
    description: text,
    columns: t.type({
      name: column,
      operation: column,
      customer: column,
      lead: column,
      status: column,
      resultCode: column,
      resultMessage: column,
      completedOn: column,
      recordVersion: column,
    }),
  }),
  roles: t.array(t.type({ name: text, privileges: t.array(privilege, 'a list') }), 'a list'),
});

/**
 * A registration in Dataverse as data: the service endpoint, which messages have steps, the Spotler Job table
 * and the security roles. `$job` stands for the job table. What is `where-offered` is left out where an
 * environment has no such event or privilege; what has a `when` is only for installations that write external
 * ids back.
 */
export type Registration = t.TypeOf<typeof registrationCodec>;

/**
 * A value of a choice column of Dataverse's own, what it should mean, and whether the documentation says so.
 */
export type Code = t.TypeOf<typeof code>;

/** A column of the Spotler Job table. */
export type ColumnPlan = t.TypeOf<typeof column>;

import * as t from 'io-ts';

const Table = t.keyof({ contact: null, lead: null, account: null });
const System = t.keyof({ dataverse: null, spotler: null });
const FaultName = t.keyof({
  none: null,
  down: null,
  slow: null,
  busy: null,
  refusing: null,
  late: null,
  nonsense: null,
});

/** Decodes a change of a record that the page has a button for. */
export const Change = t.keyof({
  move: null,
  'refuse-email': null,
  'allow-email': null,
  'refuse-bulk-email': null,
  'allow-bulk-email': null,
  'clear-address': null,
  'give-address': null,
  deactivate: null,
  activate: null,
});

/** Decodes a command of the operator that the page has a button for. */
export const Operation = t.keyof({
  doctor: null,
  'brake status': null,
  'brake release': null,
  'brake reject': null,
  'sweep --dry-run': null,
  sweep: null,
  'dead-letter list': null,
  'dead-letter replay': null,
  'evidence verify': null,
});

const OfRecord = t.type({ table: Table, id: t.string });

/** Decodes what the page may ask for. */
export const Command = t.union([
  t.type({ kind: t.literal('create'), table: Table, count: t.union([t.literal(1), t.literal(100)]) }),
  t.intersection([t.type({ kind: t.literal('change'), change: Change }), OfRecord]),
  t.type({ kind: t.literal('change-many'), change: Change }),
  t.intersection([t.type({ kind: t.literal('delete') }), OfRecord]),
  t.intersection([t.type({ kind: t.literal('restore') }), OfRecord]),
  t.intersection([t.type({ kind: t.literal('order') }), OfRecord]),
  t.intersection([t.type({ kind: t.literal('subscribe') }), OfRecord]),
  t.intersection([t.type({ kind: t.literal('explain') }), OfRecord]),
  t.intersection([t.type({ kind: t.literal('merge'), into: t.string }), OfRecord]),
  t.type({ kind: t.literal('add-strangers') }),
  t.type({ kind: t.literal('break'), system: System, fault: FaultName }),
  t.type({ kind: t.literal('start-worker') }),
  t.type({ kind: t.literal('kill-worker'), worker: t.string }),
  t.type({ kind: t.literal('stop-worker'), worker: t.string }),
  t.type({ kind: t.literal('operate'), operation: Operation }),
]);

/** Something that the page asks for. */
export type Command = t.TypeOf<typeof Command>;

/** A change of a record that the page has a button for. */
export type Change = t.TypeOf<typeof Change>;

/** A command of the operator that the page has a button for. */
export type Operation = t.TypeOf<typeof Operation>;

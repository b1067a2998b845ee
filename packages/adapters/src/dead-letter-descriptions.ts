import type { PreconditionName } from '@spotler-connector/reconciler';

/** The descriptions of dead letters that hold nothing but these words. */
export const DEAD_LETTER_DESCRIPTIONS = {
  foreignOrganization: 'Another Dataverse environment sent this message; nothing was done about it.',
  notErased: 'Spotler confirmed the anonymization, but reading back still finds the contact.',
  externalIdUnknown:
    'Nobody can tell under which id Spotler has the contact: the column of external ids is empty or has white ' +
    'space around its value, or the record is deleted and its message told none.',
} as const;

/** The same for each precondition that blocks an erasure. */
export const BLOCKED_DESCRIPTIONS: Readonly<Record<PreconditionName, string>> = {
  organization:
    'The record is missing, but the message names no organization: it may be about another environment.',
  state: 'The state of the record is not known first-hand.',
  columns: 'A column that the policy reads can not be read.',
  holder: 'Another record holds the contact.',
  permit:
    'More contacts were due to be erased than the limit allows: this one is opted out, and a person decides.',
};

const REFUSALS = {
  spotler: "Spotler refuses the contact's data",
  dataverse: 'Dataverse refuses to read the record',
  job: 'Dataverse refuses to read or change the Spotler Job',
} as const;

const EXACT: ReadonlySet<string> = new Set([
  ...Object.values(DEAD_LETTER_DESCRIPTIONS),
  ...Object.values(BLOCKED_DESCRIPTIONS),
  'The message expired and was dead lettered.',
]);
/** A code of a system, and the name of a property. */
const CODE = '(?:[A-Z][A-Z0-9_]{1,63}|0x[0-9a-fA-F]{8}|-?\\d{1,10})';
const PROPERTY = 'property \\w{1,64}';
const DETAILS = new RegExp(`^(?: \\((?:${CODE}(?:, ${PROPERTY})?|${PROPERTY})\\))?\\.$`);
const COUNTED = [
  /^The Spotler Job could not be carried out in the last delivery \((?:HTTP \d{3}[A-Za-z' -]{0,40}|No Answer|Not Finished)\)\.$/,
  /^Message could not be consumed after \d{1,6} delivery attempts\.$/,
];

/** A system that refuses something, or what it is about. */
export type Refusing = keyof typeof REFUSALS;

/** Writes why a system refuses data, with the code and the property that it names. */
export function refusalDescription(
  refusing: Refusing,
  { code, property }: { readonly code?: string | undefined; readonly property?: string | undefined },
): string {
  const about = [code, property === undefined ? undefined : `property ${property}`]
    .filter((detail) => detail !== undefined)
    .join(', ');
  return `${REFUSALS[refusing]}${about === '' ? '' : ` (${about})`}.`;
}

/**
 * Whether a description is one of the worker's or of Service Bus's, word for word, and so quotes nobody.
 * Whoever sends to the queue can write anything beside one of their reasons.
 */
export function isOwnDescription(text: string): boolean {
  if (EXACT.has(text) || COUNTED.some((form) => form.test(text))) return true;
  return Object.values(REFUSALS).some(
    (beginning) => text.startsWith(beginning) && DETAILS.test(text.slice(beginning.length)),
  );
}

// Apart from the rest, since a command line must not load codecs to show its help.
export { POLICY_VERSION } from './policy-version.ts';
export { type RecordRef, TABLES, type Table } from './record.ts';

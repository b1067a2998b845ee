export type { BrakeOptions } from './brake-options.ts';
export { type Brake, createBrake, type Permit } from './create-brake.ts';
export { type ErasedNotes, openErasedNotes } from './erased-notes.ts';
export type { HeldContact, HeldState } from './held-contact.ts';
export { type HeldContacts, type HeldDecision, type HeldKey, openHeldContacts } from './held-contacts.ts';
export { type BrakeStatus, readBrake, releaseBrake } from './operate-brake.ts';
export type { Release } from './permit-ledger.ts';

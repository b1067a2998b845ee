export { type Brake, type BrakeOptions, createBrake, type Permit } from './create-brake.ts';
export { type BrakeStatus, readBrake, releaseBrake } from './operate-brake.ts';
export type { Release } from './permit-ledger.ts';

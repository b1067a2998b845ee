export type { Settlement } from './settlement.ts';
export { createSettler, type Settler, type SettlingReceiver } from './settler.ts';

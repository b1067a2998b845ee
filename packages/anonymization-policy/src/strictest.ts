import type { Action, Decision } from './decision.ts';

/** From the strictest to the mildest. */
const RANKS: Readonly<Record<Action, number>> = {
  anonymize: 0,
  'sync-opted-out': 1,
  'opt-out': 2,
  sync: 3,
  leave: 4,
};

/**
 * Decides on one contact that several records hold: the strictest decision wins. One that asks to forget
 * the person beats everything; one that refuses mailings keeps the others' syncs without permissions; and a
 * record that leaves the contact alone does not keep another one from being synced. Rule and causes are those
 * of the decision that won, the first of several alike. Pure.
 */
export function strictest(first: Decision, others: readonly Decision[]): Decision {
  const all = [first, ...others];
  const winner = all.reduce((best, each) => (RANKS[each.action] < RANKS[best.action] ? each : best));
  const synced = all.some(({ action }) => action === 'sync');
  return winner.action === 'opt-out' && synced ? { ...winner, action: 'sync-opted-out' } : winner;
}

import type { Action, Decision } from './decision.ts';

/** From the strictest to the mildest. */
const BY_STRICTNESS: readonly Action[] = ['anonymize', 'sync-opted-out', 'opt-out', 'sync', 'leave'];

/**
 * Decides on one contact that several records hold: the strictest decision wins. One that asks to forget
 * the person beats everything; one that refuses mailings keeps the others' syncs without permissions; and a
 * record that leaves the contact alone does not keep another one from being synced. Rule and causes are those
 * of the decision that won, the first of several alike. Pure.
 */
export function strictest(first: Decision, others: readonly Decision[]): Decision {
  const all = [first, ...others];
  const winner = all.reduce((best, each) => (rankOf(each) < rankOf(best) ? each : best));
  const synced = all.some(({ action }) => action === 'sync');
  return winner.action === 'opt-out' && synced ? { ...winner, action: 'sync-opted-out' } : winner;
}

function rankOf({ action }: Decision): number {
  return BY_STRICTNESS.indexOf(action);
}

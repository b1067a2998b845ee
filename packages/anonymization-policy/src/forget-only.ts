import type { Action, Decision } from './decision.ts';

const WITHOUT_FILLING: Record<Action, Action> = {
  anonymize: 'anonymize',
  sync: 'leave',
  'sync-opted-out': 'opt-out',
  'opt-out': 'opt-out',
  leave: 'leave',
};

/**
 * The same decision for an installation in which another product fills Spotler (`SYNC_CONTACTS=false`): what
 * would create or update a contact is left out, what forgets or opts out stays. Rule and causes are kept.
 */
export function forgetOnly(decision: Decision): Decision {
  return { ...decision, action: WITHOUT_FILLING[decision.action] };
}

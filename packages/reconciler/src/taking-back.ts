import type { Decision } from '@spotler-connector/anonymization-policy';
import type { Sight } from './look.ts';

/**
 * The sight to act on. Where nothing is to be created, `leave` and `opt-out` never keep a contact that was
 * gone before and came back by a sync that was overtaken: because this reconcile's last act created it, or
 * because it was erased a short while ago. Then it is anonymized, by the same rule.
 */
export function takingBack(sight: Sight, created: boolean): Sight {
  if (!created || !keepsWhatIsThere(sight.decision)) return sight;
  return { ...sight, decision: { ...sight.decision, action: 'anonymize' } };
}

function keepsWhatIsThere({ action }: Decision): boolean {
  return action === 'leave' || action === 'opt-out';
}

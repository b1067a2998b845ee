import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { ContactTruth, TrueState } from './contact-truth.ts';

const MAY_ERASE = ['anonymize', 'forget'];
const MAY_OPT_OUT = [...MAY_ERASE, 'sync-opted-out', 'opt-out'];

/** Says what became of contacts since `before` that ought to be kept, or to be mailed. */
export function wrongLosses(truth: ContactTruth, before: ReadonlyMap<string, TrueState>): string[] {
  return [...truth.states()].flatMap(([externalId, is]) => {
    const was = before.get(externalId);
    const wanted = truth.wanted(externalId);
    if (was !== 'gone' && is === 'gone' && !MAY_ERASE.includes(wanted)) return [`erased although ${wanted}`];
    const isWrong = was === 'opted in' && is === 'opted out' && !MAY_OPT_OUT.includes(wanted);
    return isWrong ? [`opted out although ${wanted}`] : [];
  });
}

/** Says what an outcome claims about a contact that is not so. */
export function falseClaim(outcome: ReconcileOutcome, is: TrueState): string | undefined {
  if (outcome.kind !== 'reconciled') return undefined;
  const { kind } = outcome.effect;
  const claimsGone = ['anonymized', 'already-anonymized', 'unknown-contact'].includes(kind);
  if (claimsGone && is !== 'gone') return `${kind} claimed, and it is ${is}`;
  const claimsOptedOut = kind === 'opted-out' || kind === 'synced-opted-out';
  return claimsOptedOut && is === 'opted in' ? `${kind} claimed, and it is ${is}` : undefined;
}

/** Says which contacts are not as they ought to be when all is well again and every message was handled. */
export function disagreeingContacts(truth: ContactTruth): string[] {
  return [...truth.states()].flatMap(([externalId, is]) => {
    const wanted = truth.wanted(externalId);
    const agrees = {
      anonymize: is === 'gone',
      forget: is === 'gone',
      keep: is !== 'gone',
      sync: is !== 'gone',
      'sync-opted-out': is === 'opted out',
      'opt-out': is !== 'opted in',
      leave: true,
    }[wanted];
    return agrees ? [] : [`${is} in the end although ${wanted}`];
  });
}

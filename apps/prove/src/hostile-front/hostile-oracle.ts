import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { decisionAbout } from '../agreement.ts';
import type { HostileWorld } from './hostile-world.ts';

/** A contact as Spotler really has it: gone, never to be mailed, or allowed to be mailed. */
export type TrueState = 'gone' | 'opted out' | 'opted in';

/** Looks at every contact, past all fronts. */
export function trueStates(
  { spotler }: Pick<HostileWorld, 'spotler'>,
  refs: readonly RecordRef[],
): ReadonlyMap<string, TrueState> {
  return new Map(
    refs.map(({ id }) => {
      const contact = spotler.contact(id);
      if (contact === undefined) return [id, 'gone'];
      const permissions = JSON.stringify(contact.properties['permissions'] ?? []);
      return [id, permissions.includes('"enabled":true') ? 'opted in' : 'opted out'];
    }),
  );
}

/** Says what was lost between two looks that the policy would keep. Pure but for what Dataverse has now. */
export function wrongLosses(
  { dataverse }: Pick<HostileWorld, 'dataverse'>,
  refs: readonly RecordRef[],
  before: ReadonlyMap<string, TrueState>,
  after: ReadonlyMap<string, TrueState>,
): string[] {
  return refs.flatMap(({ table, id }) => {
    const [was, is] = [before.get(id), after.get(id)];
    const { action } = decisionAbout(dataverse, table, id);
    if (was !== 'gone' && is === 'gone' && action !== 'anonymize') return [`erased although ${action}`];
    const mayOptOut = action !== 'sync' && action !== 'leave';
    return was === 'opted in' && is === 'opted out' && !mayOptOut ? [`opted out although ${action}`] : [];
  });
}

/** Says what an outcome claims that is not so. */
export function falseClaim(outcome: ReconcileOutcome, is: TrueState | undefined): string | undefined {
  if (outcome.kind !== 'reconciled') return undefined;
  const { kind } = outcome.effect;
  const claimsGone = ['anonymized', 'already-anonymized', 'unknown-contact'].includes(kind);
  if (claimsGone && is !== 'gone') return `${kind} claimed, and it is ${is}`;
  const claimsOptedOut = kind === 'opted-out' || kind === 'synced-opted-out';
  return claimsOptedOut && is === 'opted in' ? `${kind} claimed, and it is ${is}` : undefined;
}

import type { DesiredState } from '../desired/desired.ts';
import type { PresentMessaging, PresentState, PresentStep } from '../present/present.ts';
import { finding, type Plan, type PlanItem } from './plan.ts';
import { imageRemoval } from './plan-images.ts';
import { isOurs, removalOf } from './plan-steps.ts';

/**
 * Plans to take everything of ours away: images, steps, the endpoint. The endpoint stays while somebody
 * else's step uses it. Roles stay, for people may have them; the job table goes only when asked. Pure.
 */
export function planRemoval(
  desired: DesiredState,
  { messaging, table }: Pick<PresentState, 'messaging' | 'table'>,
  { withTable }: { withTable: boolean },
): Plan {
  const ours = messaging.steps.filter((step) => isOurs(step, desired, messaging));
  const images = messaging.images.filter(({ stepId }) => ours.some(({ id }) => id === stepId));
  const others = messaging.steps.filter((step) => !ours.includes(step));
  const name = desired.table?.names.table ?? '';
  return [
    ...images.map((image) => imageRemoval(image)),
    ...ours.map((step) => removalOf(step)),
    ...others.map((step) => finding('step', step.name, 'foreign', ['not ours; left alone'])),
    ...planEndpoints(messaging, others),
    ...(table === null
      ? []
      : withTable
        ? [removal('table', name, 'EntityDefinitions', table.id, 'with all its rows')]
        : [finding('table', name, 'foreign', ['kept with its rows; --with-table deletes it'])]),
  ];
}

function planEndpoints({ endpoints }: PresentMessaging, others: readonly PresentStep[]): PlanItem[] {
  return endpoints.map(({ id, name }) => {
    const users = others.filter((step) => step.handlerId === id);
    if (users.length === 0) return removal('endpoint', name, 'serviceendpoints', id);
    return finding('endpoint', name, 'foreign', [
      `kept: ${users.map((step) => step.name).join(', ')} uses it`,
    ]);
  });
}

function removal(
  kind: PlanItem['kind'],
  name: string,
  entitySet: string,
  id: string,
  ...says: readonly string[]
): PlanItem {
  return { kind, name, state: 'remove', says, mends: [{ do: 'remove', entitySet, id }] };
}

import type { DesiredState } from '../desired/desired.ts';
import type { PresentMessaging, PresentState } from '../present/present.ts';
import { checkCodes } from './check-codes.ts';
import type { Plan, PlanItem } from './plan.ts';
import { planApplicationUser } from './plan-application-user.ts';
import { planEndpoint } from './plan-endpoint.ts';
import { planRoles } from './plan-roles.ts';
import { planSteps } from './plan-steps.ts';
import { planTable } from './plan-table.ts';

/** Plans how everything becomes as desired, in the order in which one needs the other. Pure. */
export function makePlan(
  desired: DesiredState,
  present: PresentState,
  { renewKey = false }: { renewKey?: boolean | undefined } = {},
): Plan {
  return [
    ...checkCodes(desired.codes, present.options),
    ...(desired.table === null ? [] : planTable(desired.table, present.table)),
    ...planRoles(desired.roles, present.roles, desired.table),
    ...planApplicationUser(desired.user, present.user),
    ...planMessaging(desired, present.messaging, renewKey),
  ];
}

/** The part of a plan about what sends messages. */
export function planMessaging(
  desired: DesiredState,
  present: PresentMessaging,
  renewKey = false,
): PlanItem[] {
  const endpoint = planEndpoint(desired.endpoint, present.endpoints, renewKey);
  const steps = planSteps(desired, present);
  // Nobody can tell which of two endpoints they should call.
  return [endpoint, ...(endpoint.state === 'stuck' ? steps.map((step) => ({ ...step, mends: [] })) : steps)];
}

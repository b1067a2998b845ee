import type { DesiredUser } from '../desired/desired.ts';
import type { PresentUser } from '../present/present.ts';
import { finding, type PlanItem } from './plan.ts';

/** Makes the application user, and gives it its role. Other roles are left to it. Pure. */
export function planApplicationUser(
  desired: DesiredUser | undefined,
  present: PresentUser | null | undefined,
): PlanItem[] {
  if (desired === undefined) return [];
  const { applicationId, role } = desired;
  if (present === null || present === undefined) {
    return [
      {
        kind: 'user',
        name: applicationId,
        state: 'create',
        says: [`with the role ${role}`],
        mends: [
          { do: 'create-user', applicationId },
          { do: 'assign-role', applicationId, role },
        ],
      },
    ];
  }
  if (present.disabled) {
    const says = ['it is disabled: enable it in the Power Platform admin center'];
    return [finding('user', applicationId, 'stuck', says)];
  }
  if (present.hasRole) return [finding('user', applicationId, 'right')];
  return [
    {
      kind: 'user',
      name: applicationId,
      state: 'update',
      says: [`it lacks the role ${role}`],
      mends: [{ do: 'assign-role', applicationId, role }],
    },
  ];
}

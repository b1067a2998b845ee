import type { Depth, DesiredPrivilege, DesiredRole, DesiredTable } from '../desired/desired.ts';
import type { PresentRoles } from '../present/present.ts';
import { finding, type PlanItem } from './plan.ts';

const MASKS: Record<Depth, number> = { Basic: 1, Local: 2, Deep: 4, Global: 8 };

/** Roles get what they lack. What they have besides is left to them: people may have widened them. */
export function planRoles(
  desired: readonly DesiredRole[],
  { roles, privileges }: PresentRoles,
  table: DesiredTable | null,
): PlanItem[] {
  // Privileges of the job table come with the table.
  const comes = ({ name }: DesiredPrivilege) =>
    table !== null && name.toLowerCase().endsWith(table.names.table);
  const exists = (privilege: DesiredPrivilege) =>
    privileges.has(privilege.name.toLowerCase()) || comes(privilege);
  return desired.flatMap((role) => {
    const lost = role.privileges.filter((privilege) => !exists(privilege));
    const offered = { ...role, privileges: role.privileges.filter(exists) };
    const says = lost.map(({ name }) => `this environment has no privilege ${name}`);
    const stuck = lost.some(({ whereOffered }) => !whereOffered);
    if (stuck) return [finding('role', role.name, 'stuck', says)];
    const present = roles.find(({ name }) => name === role.name);
    if (present === undefined) return [creation(offered, says)];
    const lacking = offered.privileges.filter(
      ({ name, depth }) => (present.depths.get(name.toLowerCase()) ?? 0) < MASKS[depth],
    );
    if (lacking.length === 0) return [finding('role', role.name, 'right', says)];
    return [
      {
        kind: 'role',
        name: role.name,
        state: 'update',
        says: lacking.map(({ name, depth }) => `it lacks ${name} (${depth})`),
        mends: [{ do: 'grant', roleId: present.id, privileges: lacking }],
      },
    ];
  });
}

function creation(role: DesiredRole, says: readonly string[]): PlanItem {
  const privileges = role.privileges.map(({ name, depth }) => `${name} (${depth})`).join(', ');
  return {
    kind: 'role',
    name: role.name,
    state: 'create',
    says: [privileges, ...says],
    mends: [{ do: 'create-role', role }],
  };
}

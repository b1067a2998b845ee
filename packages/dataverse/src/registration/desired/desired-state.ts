import type { JobTable } from '../../spotler-job/job-table.ts';
import type { DesiredColumn, DesiredRole, DesiredState, DesiredTable, DesiredUser } from './desired.ts';
import { desiredEndpoint, usedCodes } from './desired-endpoint.ts';
import { desiredSteps } from './desired-steps.ts';
import type { ColumnPlan, Registration } from './registration.ts';
import type { RegistrationChoices } from './registration-choices.ts';

/** Everything that should be in Dataverse, from the data and an installation's choices. Pure. */
export function desiredState(registration: Registration, choices: RegistrationChoices): DesiredState {
  const { jobTable, target } = choices;
  return {
    prefix: registration.prefix,
    table: jobTable === undefined ? null : tableOf(registration, jobTable),
    roles: registration.roles.flatMap((role) => roleOf(role, choices)),
    user: userOf(registration, choices),
    endpoint: desiredEndpoint(registration, target),
    steps: desiredSteps(registration, choices),
    codes: usedCodes(registration, target, choices.externalIdColumn !== undefined),
  };
}

function tableOf({ table }: Registration, names: JobTable): DesiredTable {
  const { columns, label, pluralLabel, description } = table;
  const column = (key: keyof typeof columns): DesiredColumn => {
    const plan: ColumnPlan = columns[key];
    const values = key === 'operation' ? names.operations : key === 'status' ? names.statuses : {};
    const options = Object.entries<number>({ ...values }).map(([name, value]): [number, string] => [
      value,
      plan.options?.[name] ?? name,
    ]);
    const standard = Object.entries<number>({ ...values }).find(([name]) => name === plan.default)?.[1];
    return {
      logicalName: names.columns[key],
      plan,
      options: new Map(options),
      standard: standard ?? null,
      isName: key === 'name',
    };
  };
  return {
    names,
    label,
    pluralLabel,
    description,
    columns: [
      column('name'),
      column('operation'),
      column('status'),
      column('resultCode'),
      column('resultMessage'),
      column('completedOn'),
      column('recordVersion'),
      column('customer'),
      column('lead'),
    ],
  };
}

/** The worker's role is the one with what it reads: the last that is described. */
function userOf({ roles }: Registration, { applicationId }: RegistrationChoices): DesiredUser | undefined {
  const role = roles.at(-1)?.name;
  if (applicationId === undefined || role === undefined) return undefined;
  return { applicationId: applicationId.toLowerCase(), role };
}

/** Without Spotler Jobs there is nothing to allow about them, and a role for nothing else is not made. */
function roleOf(
  { name, privileges }: Registration['roles'][number],
  { jobTable, externalIdColumn, externalIdFallback }: RegistrationChoices,
): DesiredRole[] {
  const writesBack = externalIdColumn !== undefined && externalIdFallback === 'write-back';
  const needed = privileges.filter(({ when }) => when === undefined || writesBack);
  const wanted = needed.flatMap(({ verb, of, depth, 'where-offered': whereOffered = false }) => {
    const table = of === '$job' ? jobTable?.table : of;
    return table === undefined ? [] : [{ name: `prv${verb}${table}`, depth, whereOffered }];
  });
  return wanted.length === 0 ? [] : [{ name, privileges: wanted }];
}

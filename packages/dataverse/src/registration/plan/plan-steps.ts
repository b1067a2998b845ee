import type { DesiredState, DesiredStep, Value, Values } from '../desired/desired.ts';
import type { PresentMessaging, PresentStep } from '../present/present.ts';
import { finding, type PlanItem } from './plan.ts';
import { planImages } from './plan-images.ts';
import { differences, differing } from './value-differences.ts';

const STEPS = 'sdkmessageprocessingsteps';
const FILTER = ['filteringattributes'];
const ENABLED: readonly [string, Value][] = [
  ['statecode', 0],
  ['statuscode', 1],
];

/** Whether a step is ours: of our name, and at our endpoint. */
export function isOurs(
  step: PresentStep,
  { prefix }: DesiredState,
  { endpoints }: PresentMessaging,
): boolean {
  return step.name.startsWith(prefix) && endpoints.some(({ id }) => id === step.handlerId);
}

/** Every step that should be there, then those that should not, then those of others. */
export function planSteps(desired: DesiredState, present: PresentMessaging): PlanItem[] {
  const ours = present.steps.filter((step) => isOurs(step, desired, present));
  const used = new Set<string>();
  const wanted = desired.steps.flatMap((step) => {
    const found = ours.find(({ message, table }) => message === step.message && table === step.table);
    if (found !== undefined) used.add(found.id);
    return planStep(step, found, desired, present);
  });
  const needless = ours.filter(({ id }) => !used.has(id));
  const others = present.steps.filter((step) => !ours.includes(step));
  return [
    ...wanted,
    ...needless.map((step) => removalOf(step, 'it is not needed (any more)')),
    ...others.map((step) =>
      finding('step', step.name, 'foreign', [
        step.name.startsWith(desired.prefix)
          ? 'it bears our name but calls another endpoint; left alone'
          : 'somebody else has registered it at our endpoint; left alone',
      ]),
    ),
  ];
}

/** A step that is to go. */
export function removalOf(step: PresentStep, ...says: readonly string[]): PlanItem {
  return {
    kind: 'step',
    name: step.name,
    state: 'remove',
    says,
    mends: [{ do: 'remove', entitySet: STEPS, id: step.id }],
  };
}

function planStep(
  step: DesiredStep,
  found: PresentStep | undefined,
  desired: DesiredState,
  present: PresentMessaging,
): PlanItem[] {
  const { name, message, table } = step;
  if (found === undefined) {
    // The events of the job table come with the table.
    const exists = present.events.has(`${message} ${table}`) || table === desired.table?.names.table;
    if (!exists) {
      const says = [`this environment has no event ${message} of ${table}`];
      return [finding('step', name, step.whereOffered ? 'not-offered' : 'stuck', says)];
    }
    const says = step.filter === null ? [] : [`when one of ${step.filter.join(', ')} is submitted`];
    const create: PlanItem = {
      kind: 'step',
      name,
      state: 'create',
      says,
      mends: [{ do: 'create-step', step }],
    };
    return [create, ...planImages(step, null, [])];
  }
  const { columns, says } = changesOf(step, found);
  const state = says.length === 0 ? 'right' : 'update';
  const mends = says.length === 0 ? [] : [{ do: 'update' as const, entitySet: STEPS, id: found.id, columns }];
  return [
    { kind: 'step', name, state, says, mends },
    ...planImages(
      step,
      found.id,
      present.images.filter(({ stepId }) => stepId === found.id),
    ),
  ];
}

function changesOf(step: DesiredStep, found: PresentStep): { columns: Values; says: string[] } {
  const changed = differing(found.columns, step.columns);
  const filter = filterDifferences(step.filter, found.filter);
  return {
    columns: Object.fromEntries<Value>([
      ...changed.map((column): [string, Value] => [column, step.columns[column] ?? null]),
      ...(filter.length === 0
        ? []
        : FILTER.map((name): [string, Value] => [name, step.filter?.join(',') ?? null])),
      ...(found.enabled ? [] : ENABLED),
    ]),
    says: [
      ...(found.enabled ? [] : ['it is disabled']),
      ...filter,
      ...differences(found.columns, step.columns),
    ],
  };
}

function filterDifferences(wanted: readonly string[] | null, found: readonly string[] | null): string[] {
  if (wanted === null) return found === null ? [] : [`it has a filter (${found.join(', ')}) instead of none`];
  if (found === null) return ['it has no filter, so it runs at every update'];
  const lacking = wanted.filter((column) => !found.includes(column));
  const besides = found.filter((column) => !wanted.includes(column));
  return [
    ...(lacking.length === 0 ? [] : [`its filter lacks ${lacking.join(', ')}`]),
    ...(besides.length === 0 ? [] : [`its filter has ${besides.join(', ')} besides`]),
  ];
}

import type { RowChange } from '../store/row.ts';

/** An image that a step registers. */
export interface StepImage {
  /** The key under which it is in the message. */
  readonly alias: string;
  /** Dataverse has no pre-image on Create and no post-image on Delete. */
  readonly type: 'pre' | 'post' | 'both';
  /** Columns in it. Default: all. */
  readonly columns?: readonly string[] | undefined;
}

/** An asynchronous step that posts to the service endpoint. */
export interface RegisteredStep {
  /** The event. */
  readonly message: RowChange['message'];
  /** Logical name of the table. */
  readonly table: string;
  /**
   * Update only: the step runs when one of these columns is in the request, changed or not. Default:
   * whenever.
   */
  readonly filteringColumns?: readonly string[] | undefined;
  /** Images to send along. Default: none, except the one that Dataverse adds uninvited. */
  readonly images?: readonly StepImage[] | undefined;
  /** Dataverse's id of the step. Default: a made-up one. */
  readonly id?: string | undefined;
}

const MESSAGES: readonly RowChange['message'][] = [
  'Create',
  'Update',
  'Delete',
  'Merge',
  'Restore',
  'SetState',
  'SetStateDynamicEntity',
];

/** Every event of every table, without filter and images. */
export function stepsForAll(tables: readonly string[]): RegisteredStep[] {
  return tables.flatMap((table) => MESSAGES.map((message) => ({ message, table })));
}

/** Whether the step runs for this change. */
export function stepRuns(step: RegisteredStep, change: RowChange): boolean {
  const table = (change.after ?? change.before)?.table;
  if (step.message !== change.message || step.table !== table) return false;
  if (change.message !== 'Update' || step.filteringColumns === undefined) return true;
  return step.filteringColumns.some((column) => Object.hasOwn(change.submitted, column));
}

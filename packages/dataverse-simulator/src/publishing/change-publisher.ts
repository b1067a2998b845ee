import { randomUUID } from 'node:crypto';
import type { RowChange } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import type { Organization } from './execution-context.ts';
import { publicationOf } from './publication-of.ts';
import type { Publisher } from './publisher.ts';
import { type RegisteredStep, stepRuns } from './registered-step.ts';

/** How unreliably messages travel. */
export interface Delivery {
  /** Milliseconds that a message waits before it is sent; different values re-order messages. Default: 0. */
  readonly delayMs?: ((change: RowChange) => number) | undefined;
  /** How often a message is sent. Default: once. */
  readonly copies?: ((change: RowChange) => number) | undefined;
  /** Milliseconds between the tries while the broker is away. Default: ten, within some 20 s. */
  readonly retryDelaysMs?: readonly number[] | undefined;
}

/** A step, and who sends its messages. */
export interface PublishingStep {
  readonly step: RegisteredStep;
  readonly publisher: Pick<Publisher, 'publish'>;
  /** Told when one of its messages was given up. */
  readonly givenUp?: (() => void) | undefined;
}

/** Gives every change to the steps that are registered for it at that moment. */
export function publishChanges(
  steps: () => readonly PublishingStep[],
  tables: () => readonly TableDefinition[],
  organization: Organization,
  delivery: Delivery,
): (change: RowChange) => void {
  return (change) => {
    for (const { step, publisher, givenUp } of steps().filter((each) => stepRuns(each.step, change))) {
      const definition = tables().find(({ logicalName }) => logicalName === step.table);
      if (definition === undefined) continue;
      const ids = { operationId: randomUUID(), stepId: step.id ?? stepIdOf(step) };
      const publication = publicationOf(change, definition, step, organization, ids);
      if (publication === null) {
        givenUp?.();
        continue;
      }
      const copies = delivery.copies?.(change) ?? 1;
      for (let copy = 0; copy < copies; copy += 1)
        publisher.publish(publication, delivery.delayMs?.(change) ?? 0, givenUp);
    }
  };
}

/** The same for the same step in every run. */
function stepIdOf({ table, message }: RegisteredStep): string {
  const hex = Buffer.from(`${message}${table}step-of-the-simulator`).toString('hex').slice(0, 12);
  return `5cf4dd4c-1d55-4c4f-9c3c-${hex}`;
}

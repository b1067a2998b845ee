import { randomUUID } from 'node:crypto';
import type { DataverseSimulatorOptions } from '../dataverse-simulator-options.ts';
import type { PublishingStep } from '../publishing/change-publisher.ts';
import { createPublisher } from '../publishing/publisher.ts';
import { stepsForAll } from '../publishing/registered-step.ts';
import { connectServiceBus } from '../publishing/service-bus-sender.ts';
import type { RowStore } from '../store/row-store.ts';
import { createEndpointPublishers } from './endpoint-publishers.ts';
import { stepsOfRows } from './steps-of-rows.ts';

/** Publishing by the steps that a simulator was started with, and by those that are registered as rows. */
export interface RegisteredPublishing {
  steps(store: RowStore): PublishingStep[];
  idle(): Promise<void>;
  sent(): number;
  close(): Promise<void>;
}

/** Failed for good (learn: asyncoperation). */
const FAILED = { operationtype: 1, statecode: 3, statuscode: 31, errorcode: -2147204346 };

/** @throws when the connection string of the options is none. */
export function createRegisteredPublishing(
  options: DataverseSimulatorOptions,
  tables: readonly string[],
): RegisteredPublishing {
  const { serviceBus, publisher: send, onGivenUp, delivery, clock } = options;
  const how = { onGivenUp, retryDelaysMs: delivery?.retryDelaysMs, clock };
  const broker = serviceBus === undefined ? null : connectServiceBus(serviceBus);
  const builtIn = createPublisher(send ?? broker?.send ?? (async () => {}), how);
  const told = serviceBus !== undefined || send !== undefined;
  const steps = (options.steps ?? (told ? stepsForAll(tables) : [])).map((step) => ({
    step,
    publisher: builtIn,
  }));
  const endpoints = createEndpointPublishers(how);
  return {
    steps: (store) => [
      ...steps,
      ...stepsOfRows(store).map(({ step, target }) => ({
        step,
        publisher: endpoints.publisherOf(target),
        givenUp: () => leaveFailedJob(store, step.id),
      })),
    ],
    idle: async () => {
      await builtIn.idle();
      await endpoints.idle();
    },
    sent: () => builtIn.sent() + endpoints.sent(),
    close: async () => {
      await builtIn.close();
      await endpoints.close();
      await broker?.close();
    },
  };
}

/** Leaves what Dataverse keeps of a message that it could not send. */
function leaveFailedJob(store: RowStore, stepId: string): void {
  const owningextensionid = { table: 'sdkmessageprocessingstep', id: stepId, name: null };
  store.create('asyncoperation', { name: 'Change message', ...FAILED, owningextensionid }, randomUUID());
}

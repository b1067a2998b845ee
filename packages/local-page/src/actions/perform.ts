import type { Services } from '@spotler-connector/local-services';
import type { PageModel } from '../model/page-model.ts';
import type { Command } from '../view/command.ts';
import type { FaultName } from '../view/view.ts';
import { OPERATIONS } from './operator-commands.ts';
import { addStrangers, changeMany, createRecords } from './perform-on-many.ts';
import { performOnRecord } from './perform-on-record.ts';
import type { Operator } from './run-operator.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Everything that commands act on. */
export interface Actors {
  readonly services: Pick<Services, 'dataverse' | 'spotler'>;
  readonly workers: WorkerPool;
  readonly operator: Operator;
  readonly model: PageModel;
  /** Gives a system a fault, or takes it away. */
  readonly setFault: (system: 'dataverse' | 'spotler', fault: FaultName) => void;
}

/**
 * Does what the page asks for, with the interfaces that tests use. Resolves once it is begun: the view shows
 * what comes of it. Rejects when it can't be done, such as for a record that is not there.
 */
export async function perform(command: Command, actors: Actors): Promise<void> {
  const { services, workers, operator, model } = actors;
  switch (command.kind) {
    case 'create':
      return createRecords(command.table, command.count, services, model.records);
    case 'change-many':
      return changeMany(command.change, services, model.records);
    case 'add-strangers':
      return addStrangers(services);
    case 'break':
      return actors.setFault(command.system, command.fault);
    case 'start-worker':
      return void workers.startAnother();
    case 'kill-worker':
      return workers.kill(command.worker);
    case 'stop-worker':
      return void workers.stop(command.worker);
    case 'operate':
      return operate(operator, OPERATIONS[command.operation]);
    case 'explain':
      return operate(operator, ['explain', command.table, command.id]);
    default:
      return performOnRecord(command, services, model.parts.versionOf('dataverse'));
  }
}

function operate(operator: Operator, args: readonly string[]): void {
  if (operator.busy) throw new Error('Another command is still running.');
  void operator.run(args);
}

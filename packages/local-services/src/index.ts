export { aChangeMessage, deadLetters, send, sendAll } from './change-messages.ts';
export { type CliOptions, type CliProcess, runCli, startCli } from './cli-process.ts';
export { aDeadLetterQueue, type DeadLetterQueue, deadLetterAll } from './dead-letter-queue.ts';
export { type EmulatorProcess, startEmulatorProcess } from './emulator-process.ts';
export { inventedColumns } from './people.ts';
export { registerServices } from './register-services.ts';
export { sendBatches } from './send-batches.ts';
export {
  type OwnQueue,
  onPort,
  PortInUse,
  QUEUE,
  type ServiceOptions,
  type Services,
  startServices,
  type WantedPort,
} from './services.ts';
export type { SettledLine } from './settled-line.ts';
export {
  copyOrder,
  JOB_TABLE,
  orderAnonymization,
  type ShownJob,
  shownIn,
  shownJob,
} from './spotler-jobs.ts';
export { openUnsteadyLink, type UnsteadyLink } from './unsteady-link.ts';
export { holdsInTime, type UntilOptions, until } from './until.ts';
export { type ServiceAddresses, workerEnvironment } from './worker-environment.ts';
export { startWorkerProcess, type WorkerProcess, type WorkerProcessOptions } from './worker-process.ts';

import { ServiceBusClient } from '@azure/service-bus';

/** The baseline of the floor: receives by subscription with the official client, and completes at once. */
const [connection = '', queue = ''] = process.argv.slice(2);
const CONCURRENCY = 250;

const receiver = new ServiceBusClient(connection).createReceiver(queue);
receiver.subscribe(
  {
    processMessage: (message) => receiver.completeMessage(message),
    async processError({ error }) {
      process.stderr.write(`${error.name}: ${error.message}\n`);
    },
  },
  { autoCompleteMessages: false, maxConcurrentCalls: CONCURRENCY },
);
process.on('disconnect', () => process.exit(0));

import { enableCompileCache } from 'node:module';

// Node opens its inspector on SIGUSR1, also while everything else is loaded.
process.on('SIGUSR1', () => {});
// What is imported from here on takes seconds to load; whoever waits sees at once that something happens.
if (!process.argv.some((argument) => argument === '--help' || argument === '-h')) {
  process.stdout.write('Starting Service Bus, Dataverse, Spotler and the worker on this machine …\n');
}
// Halves the time that they take, from the second start on.
enableCompileCache();
const { start } = await import('./start.ts');

process.exit(await start(process.argv));

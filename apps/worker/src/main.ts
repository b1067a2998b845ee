// Node opens its inspector on SIGUSR1, also while everything else is loaded.
process.on('SIGUSR1', () => {});
const { runWorker } = await import('./run-worker.ts');
// What is left open by then is a timer of a library's; nobody waits for it.
process.exit(await runWorker(process.argv.slice(2)));

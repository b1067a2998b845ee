// Node opens its inspector on SIGUSR1, also while everything else is loaded.
process.on('SIGUSR1', () => {});
const { runGuarded } = await import('./run-guarded.ts');
process.exitCode = await runGuarded();

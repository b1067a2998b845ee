#!/usr/bin/env node
// Node opens its inspector on SIGUSR1, also while everything else is loaded.
process.on('SIGUSR1', () => {});
const { runCommandLine } = await import('./run-command-line.ts');
await runCommandLine();

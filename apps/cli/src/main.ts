#!/usr/bin/env node
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

// Node opens its inspector on SIGUSR1, also while everything else is loaded.
process.on('SIGUSR1', () => {});
// Halves the time to the first line, from Node 22 on, for what is imported from here on.
if ('enableCompileCache' in module) module.enableCompileCache();
// Work on a hundred thousand dead letters leaves as much garbage: collected sooner, it does not add up.
setFlagsFromString('--heap-growing-percent=20');
setFlagsFromString('--semi-space-growth-factor=1');
// The bundle's own lines say nothing: with this --debug names the places in the sources.
if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
const { runCommandLine } = await import('./run-command-line.ts');
// What is left open by then is a timer of a library's; nobody waits for it.
process.exit(await runCommandLine(process.argv));

import { replaceInSource } from './replace-in-source.ts';

// Leaves SIGUSR1 to Node, which opens its inspector, and errors of outputs, which it prints.
replaceInSource('/packages/service-bus-emulator/src/main.ts', [["process.on('SIGUSR1', () => {});\n", '']]);
replaceInSource('/packages/service-bus-emulator/src/run-command-line.ts', [
  ['  guardProcess(process);\n', ''],
]);

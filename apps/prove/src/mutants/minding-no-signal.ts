import { replaceInSource } from './replace-in-source.ts';

// Leaves SIGUSR1 to Node, which opens its inspector.
replaceInSource('/packages/service-bus-emulator/src/main.ts', [["process.on('SIGUSR1', () => {});\n", '']]);

import { type Replacement, replaceInSource } from './replace-in-source.ts';

// Every duration that the worker waits while a system is away, divided by the factor in this module's
// address. Timeouts of the network are left alone: the network is no faster.
const factor = Number(new URL(import.meta.url).searchParams.get('factor'));
if (!(factor >= 1)) throw new Error('compressed-time needs ?factor=');

function compressed(ms: number): string {
  return String(Math.ceil(ms / factor));
}

function constant(name: string, ms: string): Replacement {
  return [`const ${name} = ${ms};`, `const ${name} = ${compressed(Number(ms.replaceAll('_', '')))};`];
}

replaceInSource('/apps/worker/src/connect-work.ts', [
  constant('RETRY_BUDGET_MS', '60_000'),
  constant('FIRST_DELAY_MS', '500'),
]);
replaceInSource('/packages/service-bus/src/receiver-health/receiver-health.ts', [
  constant('MAX_IDLE_MS', '60_000'),
  constant('MAX_CLIENT_AGE_MS', '1_800_000'),
]);
replaceInSource('/packages/service-bus/src/receiver-health/client-recycler.ts', [
  constant('FIRST_DELAY_MS', '1_000'),
  constant('MAX_DELAY_MS', '300_000'),
]);
replaceInSource('/apps/worker/src/work/retry-while-unavailable.ts', [constant('MAX_DELAY_MS', '10_000')]);
replaceInSource('/apps/worker/src/work/circuit-state.ts', [
  constant('FIRST_PROBE_MS', '1_000'),
  constant('MAX_PROBE_MS', '60_000'),
]);
replaceInSource('/packages/spotler-sdk/src/client-options.ts', [
  ['retry.minDelayMs ?? 250', `retry.minDelayMs ?? ${compressed(250)}`],
  ['retry.maxDelayMs ?? 10_000', `retry.maxDelayMs ?? ${compressed(10_000)}`],
]);

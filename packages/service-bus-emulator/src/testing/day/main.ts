/** Runs a day of the emulator beside the naive namespace: `--hours`, `--seed`, `--kills`, `--interval`. */
import { parseArgs } from 'node:util';
import { runDay } from './run-day.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '300' },
    interval: { type: 'string', default: '2000' },
  },
});
const [hours, seed, kills, interval] = [values.hours, values.seed, values.kills, values.interval].map(Number);
if (hours === undefined || seed === undefined || kills === undefined || interval === undefined)
  throw new TypeError('Each option is a number.');
const report = await runDay({ seed, kills, interval, duration: hours * 3_600_000 });
process.stdout.write(`${hours} hours, seed ${seed}: ${JSON.stringify(report)}\n`);

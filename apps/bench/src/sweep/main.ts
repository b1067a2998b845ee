import { guardWorkbench } from '@spotler-connector/observability/process';
import { useProxies } from '@spotler-connector/proxies';
import { Command } from 'commander';
import { benchSweep } from './bench-sweep.ts';

const command = new Command('bench-sweep')
  .description('Sweeps many people in simulators: requests, time, memory, and what kills cost.')
  .option('--people <number>', 'how many there are in each system', Number, 1_000_000)
  .option('--kills <number>', 'how often the second sweep is killed', Number, 3)
  .action(async ({ people, kills }: { readonly people: number; readonly kills: number }) => {
    const cost = await benchSweep({ people, kills, random: Math.random });
    process.stdout.write(`${JSON.stringify(cost, null, 2)}\n`);
  });

guardWorkbench(process);
useProxies(process);
await command.parseAsync();

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { startSpotlerSimulator } from './simulator.ts';

const execute = promisify(execFile);
const HERE = fileURLToPath(new URL('..', import.meta.url));
const READMES = { sdk: '../../spotler-sdk/README.md', simulator: '../README.md' };
const ADDRESSES = ['https://restapi.mailplus.nl', 'http://127.0.0.1:8082'];

async function examplesIn(readme: string): Promise<string[]> {
  const text = await readFile(new URL(readme, import.meta.url), 'utf8');
  return [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code ?? '');
}

/** Gives the lines that the comments say are printed. */
function promisedBy(example: string): string[] {
  return [...example.matchAll(/\/\/ prints (.*)/g)].flatMap(([, text]) => (text ?? '').split(', then '));
}

const examples = [
  ...(await examplesIn(READMES.sdk)).map((code) => ['SDK', code] as const),
  ...(await examplesIn(READMES.simulator)).map((code) => ['simulator', code] as const),
];

describe('the examples in the READMEs', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThanOrEqual(7);
  });

  it.each(examples)('of the %s print what they promise: %#', async (_, example) => {
    const simulator = await startSpotlerSimulator({ consumerKey: 'your-key', consumerSecret: 'your-secret' });
    try {
      const code = ADDRESSES.reduce((text, address) => text.replaceAll(address, simulator.url), example);
      const parameters = ['--input-type=module-typescript', '--eval', code];
      const { stdout } = await execute(process.execPath, parameters, { cwd: HERE });
      const lines = stdout.trim().split('\n');
      expect(promisedBy(example).length).toBeGreaterThan(0);
      expect(lines).toEqual(promisedBy(example));
    } finally {
      await simulator.close();
    }
  });
});

import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startProcess } from './testing/a-process.ts';
import { endAll, endLater } from './testing/running-services.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const ANY_PORTS = [
  '--page-port',
  '0',
  '--emulator-port',
  '0',
  '--dataverse-port',
  '0',
  '--spotler-port',
  '0',
];

afterEach(endAll);

describe('pnpm start', () => {
  it('prints the address of the page first, shows records there at once, and takes no commands while it plays', async () => {
    const stack = startProcess(MAIN, ANY_PORTS, {});
    endLater(() => stack.kill());
    await stack.says(/See it in your browser: http:\/\/127\.0\.0\.1:\d+\/\n/);
    const [, url = ''] = /browser: (\S+)/.exec(stack.output()) ?? [];
    expect(stack.output().split('\n')).toHaveLength(3);
    expect(await (await fetch(url)).text()).toContain('<title>Spotler Connector');
    const events = await fetch(`${url}events`);
    let text = '';
    for await (const chunk of events.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (text.includes('"name":"Invented Person 1"')) break;
    }
    const command = await fetch(`${url}command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url.slice(0, -1) },
      body: JSON.stringify({ kind: 'add-strangers' }),
    });
    expect([command.status, await command.text()]).toEqual([409, expect.stringContaining('still playing')]);
  }, 120_000);
});

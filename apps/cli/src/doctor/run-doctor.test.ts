import { describe, expect, it } from '@jest/globals';
import { EXIT } from '../terminal/exit-code.ts';
import { aTerminal } from '../testing/a-terminal.ts';
import { failed, ok, warning } from './finding.ts';
import { type NamedCheck, runDoctor } from './run-doctor.ts';

const aCheck = (...findings: Awaited<ReturnType<NamedCheck['check']>>): NamedCheck => ({
  area: 'clock',
  check: async () => findings,
});

async function doctored(...checks: NamedCheck[]) {
  const terminal = aTerminal();
  const exitCode = await runDoctor({ json: false }, { terminal, checks });
  return { exitCode, text: terminal.printed() };
}

describe('runDoctor', () => {
  it('writes a line for each finding, and what to do below those that are not ok', async () => {
    const { exitCode, text } = await doctored(
      aCheck(ok('clock', 'Fine.')),
      aCheck(warning('Dataverse', 'Odd.', 'Look.'), failed('Spotler', 'Broken.', 'Mend it.')),
    );
    expect(text.split('\n')).toEqual([
      'ok       clock      Fine.',
      'warning  Dataverse  Odd.',
      '         → Look.',
      'failed   Spotler    Broken.',
      '         → Mend it.',
      '',
    ]);
    expect(exitCode).toBe(EXIT.failed);
  });

  it('is content with warnings', async () => {
    expect((await doctored(aCheck(warning('clock', 'Odd.', 'Look.')))).exitCode).toBe(EXIT.done);
  });

  it('counts a check that breaks as failed, without its words', async () => {
    const check = () => Promise.reject(new Error('canary'));
    const { exitCode, text } = await doctored({ area: 'Spotler', check });
    expect(text).toContain('failed  Spotler  Something unexpected failed');
    expect(text).not.toContain('canary');
    expect(exitCode).toBe(EXIT.failed);
  });
});

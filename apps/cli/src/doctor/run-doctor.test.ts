import { describe, expect, it } from '@jest/globals';
import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { EXIT } from '../failure/exit-code.ts';
import { aTerminal } from '../testing/a-terminal.ts';
import { failed, ok, warning } from './finding.ts';
import { type NamedCheck, runDoctor } from './run-doctor.ts';

function aCheck(...findings: Awaited<ReturnType<NamedCheck['check']>>): NamedCheck {
  return { area: 'clock', check: async () => findings };
}

async function doctored(...checks: NamedCheck[]) {
  const terminal = aTerminal({ debug: true });
  const exitCode = await runDoctor({ json: false }, { terminal, checks });
  return { exitCode, text: terminal.stdout(), details: terminal.stderr() };
}

describe('runDoctor', () => {
  it('groups findings by system, says what to do about each, and ends with what to do first', async () => {
    const { exitCode, text } = await doctored(
      aCheck(failed('Spotler', 'Broken.', 'Mend it.'), warning('Dataverse', 'Odd.', 'Look.')),
      aCheck(ok('clock', 'Fine.'), ok('Dataverse', 'Open.')),
    );
    expect(text.split('\n')).toEqual([
      'clock',
      '  ok  Fine.',
      '',
      'Dataverse',
      '  warning  Odd.',
      '           → Look.',
      '  ok       Open.',
      '',
      'Spotler',
      '  failed  Broken.',
      '          → Mend it.',
      '',
      '1 failed, 1 warning. Do this first (Spotler): Broken. → Mend it.',
      '',
    ]);
    expect(exitCode).toBe(EXIT.failed);
  });

  it('begins with the system that the others depend on', async () => {
    const { text } = await doctored(
      aCheck(failed('Spotler', 'Broken.', 'Mend it.'), failed('configuration', 'Wrong.', 'Correct it.')),
    );
    expect(text).toContain('Do this first (configuration): Wrong. → Correct it.');
  });

  it('is content with warnings, and says when all is well', async () => {
    expect((await doctored(aCheck(warning('clock', 'Odd.', 'Look.')))).exitCode).toBe(EXIT.done);
    expect((await doctored(aCheck(ok('clock', 'Fine.')))).text).toContain('All is well.');
  });

  it('counts a check that breaks as failed, without its words', async () => {
    const check = () => Promise.reject(new Error('canary'));
    const { exitCode, text, details } = await doctored({ area: 'Spotler', check });
    expect(text).toContain('Spotler\n  failed  Something unexpected failed');
    expect(details).toContain('run-doctor.test.ts');
    expect(text + details).not.toContain('canary');
    expect(exitCode).toBe(EXIT.failed);
  });

  it('repeats what is wrong with a configuration file, and what to do about it', async () => {
    const check = () => Promise.reject(new ConfigurationFileError('The field mapping', ['it is not JSON']));
    const { text } = await doctored({ area: 'Dataverse', check });
    expect(text).toContain('The field mapping has a mistake:');
    expect(text).toContain('- it is not JSON.');
    expect(text).toContain('→ Correct that file');
  });

  it('writes JSON without the errors behind it', async () => {
    const terminal = aTerminal();
    const finding = failed('clock', 'Broken.', 'Mend it.', new Error('canary'));
    await runDoctor({ json: true }, { terminal, checks: [aCheck(finding)] });
    const { cause: _, ...written } = finding;
    expect(JSON.parse(terminal.stdout())).toEqual({ findings: [written], first: written });
  });
});

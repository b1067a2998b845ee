import { describe, expect, it } from '@jest/globals';
import type { StepResult } from './run-scenario.ts';
import { createScreen } from './screen.ts';

const result: StepResult = {
  step: { person: 'contact a', table: 'contact', change: 'deleted', event: 'deleted', rule: 'deleted' },
  recordId: '6d81597f-0f9f-e711-8122-000d3aa2331c',
  line: {
    action: 'anonymize',
    rule: 'no-valid-email',
    causes: ['no-email'],
    outcome: 'anonymized',
    spotlerStatus: 410,
  },
  readBack: 'gone',
  agrees: true,
};

function shown(show: (screen: ReturnType<typeof createScreen>) => void, colours = false): string {
  let text = '';
  show(
    createScreen((part) => {
      text += part;
    }, colours),
  );
  return text;
}

describe('the screen', () => {
  it('shows a step in one line', () => {
    const line = shown((screen) => screen.result(result));
    expect(line).toMatch(
      /^✓ contact 6d81597f +deleted +anonymize +no-valid-email \(no-email\) +410 anonymized +gone\n$/,
    );
  });

  it('shows what the user reads in a Spotler Job', () => {
    const job = { status: 'succeeded', code: 'HTTP 410 Gone', message: '', recordVersion: null } as const;
    expect(shown((screen) => screen.result({ ...result, job }))).toMatch(/ gone; job: HTTP 410 Gone\n$/);
  });

  it('marks a disagreement', () => {
    expect(shown((screen) => screen.result({ ...result, agrees: false }))).toMatch(/^✗/);
  });

  it('shows the whole id of what happens live, so that it can be copied', () => {
    const recordId = '6d81597f-0f9f-e711-8122-000d3aa2331c';
    const line = { ...result.line, table: 'contact', recordId, messageName: 'Create' };
    expect(shown((screen) => screen.settled(line))).toBe(
      `· contact ${recordId}  Create  anonymize  no-valid-email (no-email)  410 anonymized\n`,
    );
  });

  it('does not say a cause twice', () => {
    const line = { ...result.line, rule: 'deleted', causes: ['deleted'] };
    expect(shown((screen) => screen.settled(line))).not.toMatch(/deleted.*deleted/);
  });

  it('puts column names above their columns', () => {
    const [names, line] = [shown((screen) => screen.columns()), shown((screen) => screen.result(result))];
    expect(names.indexOf('READ BACK')).toBe(line.indexOf('gone'));
  });

  it('has colours only where they are wanted', () => {
    expect(shown((screen) => screen.heading('Act'))).not.toContain('\u001b');
    expect(shown((screen) => screen.heading('Act'), true)).toContain('\u001b');
  });
});

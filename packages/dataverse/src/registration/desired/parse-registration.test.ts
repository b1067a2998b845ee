import { describe, expect, it } from '@jest/globals';
import { defaultRegistration, parseRegistration } from './parse-registration.ts';

describe('the registration file', () => {
  it('has steps for every event after which Spotler could be wrong', () => {
    const { records, jobs } = defaultRegistration().steps;
    expect(records.map(({ message }) => message)).toEqual([
      'Create',
      'Update',
      'SetState',
      'SetStateDynamicEntity',
      'Delete',
      'Merge',
      'Restore',
    ]);
    expect(jobs).toEqual([{ message: 'Create' }]);
  });

  it('is told every mistake at once', () => {
    const file = defaultRegistration();
    const spoilt = {
      ...file,
      prefix: ' ',
      steps: { ...file.steps, rank: 1.5, jobs: [{ filtered: 'yes' }] },
      roles: [{ name: 'A', privileges: [{ verb: 'Own', of: 'Contact', depth: 'Global' }] }],
    };
    expect(() => parseRegistration(JSON.stringify(spoilt))).toThrow(
      /prefix should be text\n- steps.rank should be a whole number\n- steps.jobs\[0\].message should be text\n- steps.jobs\[0\].filtered should be boolean\n- roles\[0\].privileges\[0\].verb should be/,
    );
  });

  it('must not lose what makes a step asynchronous or a body readable', () => {
    const { endpoint, steps, ...others } = defaultRegistration();
    const file = {
      ...others,
      endpoint: { ...endpoint, name: 'Messages', choices: {} },
      steps: { ...steps, choices: {} },
    };
    expect(() => parseRegistration(JSON.stringify(file))).toThrow(
      /begin with the prefix\n- steps.choices.mode .*\n- steps.choices.stage .*\n- endpoint.choices.authtype .*\n- endpoint.choices.messageformat/,
    );
  });
});

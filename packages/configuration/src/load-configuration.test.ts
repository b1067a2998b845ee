import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfiguration } from './load-configuration.ts';
import { anEnvironment } from './testing/an-environment.ts';

describe('loadConfiguration', () => {
  let before: NodeJS.ProcessEnv;
  beforeEach(() => {
    before = process.env;
  });
  afterEach(() => {
    process.env = before;
  });

  it('reads the environment of the process', () => {
    process.env = { ...anEnvironment({ HEALTH_PORT: '1234' }) };
    expect(loadConfiguration()).toMatchObject({ kind: 'valid', configuration: { healthPort: 1234 } });
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadConfiguration, loadSection } from './load-configuration.ts';
import { anEnvironment } from './testing/an-environment.ts';

describe('loading', () => {
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

  it('of one section needs nothing of the others', () => {
    const { SPOTLER_CONSUMER_KEY: _, ...without } = anEnvironment({});
    process.env = { ...without };
    expect(loadConfiguration().kind).toBe('invalid');
    expect(loadSection('dataverse')).toMatchObject({ kind: 'valid' });
    expect(loadSection('spotler')).toMatchObject({ kind: 'invalid' });
  });
});

import { describe, expect, it } from '@jest/globals';
import { errorClassesOf, OUR_ERRORS, ourDependencies } from '@spotler-connector/adapters/testing';
import manifest from '../package.json' with { type: 'json' };
import { HealthPortError } from './health/health-server.ts';
import { startFailure } from './start-failure.ts';

describe('a worker that does not start', () => {
  it.each(ourDependencies(manifest))('says why, whichever error of %s keeps it', async (name) => {
    const module: object = await import(name);
    for (const errorClass of errorClassesOf(module)) {
      const [error, mistake] = OUR_ERRORS[errorClass] ?? [];
      expect({ errorClass, ...startFailure(error) }).toMatchObject({ errorClass, mistake });
    }
  });

  it('ends with 2 for a configuration that can not be used, and with 1 for the rest', () => {
    const codes = Object.entries(OUR_ERRORS).map(([name, [error]]) => [name, startFailure(error)?.exitCode]);
    expect(Object.fromEntries(codes)).toEqual({
      ...Object.fromEntries(Object.keys(OUR_ERRORS).map((name) => [name, 1])),
      ConfigurationFileError: 2,
    });
    expect(startFailure(new HealthPortError(8080, { cause: undefined }))?.mistake).toContain('Port 8080');
  });

  it('takes nothing else for a mistake of whoever started it', () => {
    expect(startFailure(new TypeError('canary'))).toBeUndefined();
  });
});

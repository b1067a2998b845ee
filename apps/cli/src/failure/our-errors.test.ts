import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as dataverse from '@spotler-connector/dataverse';
import * as reconciler from '@spotler-connector/reconciler';
import * as spotlerSdk from '@spotler-connector/spotler-sdk';
import { failureMessage } from './failure-message.ts';

const MANIFEST: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const UNEXPECTED = /^(Something unexpected failed|It failed with)/;

/** An example of each error class that a package of ours exports, and what an operator reads about it. */
const EXAMPLES: Readonly<Record<string, readonly [error: unknown, message: string]>> = {
  ConfigurationFileError: [
    new dataverse.ConfigurationFileError('The field mapping', ['contact: expected a list']),
    'The field mapping has a mistake:\n- contact: expected a list.',
  ],
  DataverseError: [
    new dataverse.DataverseError({ kind: 'protocol', message: 'Dataverse answers oddly', status: 404 }),
    'Dataverse answers oddly (404).',
  ],
  PortError: [
    new reconciler.PortError({ side: 'target', kind: 'unavailable', code: 'ETIMEDOUT' }),
    'Spotler is away or busy; try again later (ETIMEDOUT).',
  ],
  SpotlerError: [
    new spotlerSdk.SpotlerError({
      kind: 'authentication',
      endpoint: 'GET /contact/properties/list',
      status: 401,
    }),
    'Spotler refuses the credentials: GET /contact/properties/list (status 401).',
  ],
};

/** The packages of ours that the command line depends on. */
function ourPackages(): string[] {
  const dependencies =
    typeof MANIFEST === 'object' && MANIFEST !== null && 'dependencies' in MANIFEST
      ? MANIFEST.dependencies
      : {};
  return Object.keys(dependencies ?? {}).filter((name) => name.startsWith('@spotler-connector/'));
}

/** The names of the error classes that a module exports. */
function errorClassesOf(module: object): string[] {
  return Object.entries(module).flatMap(([name, value]) =>
    typeof value === 'function' && value.prototype instanceof Error ? [name] : [],
  );
}

describe('an error class that a package of ours exports', () => {
  it.each(ourPackages())('has a message when it is from %s', async (name) => {
    const module: object = await import(name);
    for (const errorClass of errorClassesOf(module)) {
      const [error, message] = EXAMPLES[errorClass] ?? [];
      expect({ errorClass, message: failureMessage(error) }).toEqual({ errorClass, message });
      expect(message).not.toMatch(UNEXPECTED);
      expect(error).toBeInstanceOf(Reflect.get(module, errorClass));
    }
  });

  it('would be caught without one', () => {
    class NewError extends Error {}
    expect(errorClassesOf({ NewError, other: 1, call: () => 1 })).toEqual(['NewError']);
    expect(EXAMPLES['NewError']).toBeUndefined();
    expect(failureMessage(new NewError('x'))).toMatch(UNEXPECTED);
  });

  it('is looked for in every package of ours that the command line uses', () => {
    expect(ourPackages().length).toBeGreaterThan(5);
    expect(Object.keys(EXAMPLES)).toEqual(expect.arrayContaining(errorClassesOf(dataverse)));
  });
});

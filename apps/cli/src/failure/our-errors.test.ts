import { describe, expect, it } from '@jest/globals';
import { errorClassesOf, OUR_ERRORS, ourDependencies } from '@spotler-connector/adapters/testing';
import * as dataverse from '@spotler-connector/dataverse';
import manifest from '../../package.json' with { type: 'json' };
import { failureMessage } from './failure-message.ts';

const UNEXPECTED = /^(Something unexpected failed|It failed with)/;

describe('an error class that a package of ours exports', () => {
  it.each(ourDependencies(manifest))('has a message when it is from %s', async (name) => {
    const module: object = await import(name);
    for (const errorClass of errorClassesOf(module)) {
      const [error, message] = OUR_ERRORS[errorClass] ?? [];
      expect({ errorClass, message: failureMessage(error) }).toEqual({ errorClass, message });
      expect(message).not.toMatch(UNEXPECTED);
      expect(error).toBeInstanceOf(Reflect.get(module, errorClass));
    }
  });

  it('would be caught without one', () => {
    class NewError extends Error {}
    expect(errorClassesOf({ NewError, other: 1, call: () => 1 })).toEqual(['NewError']);
    expect(OUR_ERRORS['NewError']).toBeUndefined();
    expect(failureMessage(new NewError('x'))).toMatch(UNEXPECTED);
  });

  it('is looked for in every package of ours that the command line uses', () => {
    expect(ourDependencies(manifest).length).toBeGreaterThan(5);
    expect(Object.keys(OUR_ERRORS)).toEqual(expect.arrayContaining(errorClassesOf(dataverse)));
  });
});

import { sequenceS } from 'fp-ts/lib/Apply.js';
import { type Either, getApplicativeValidation, left, mapLeft, right } from 'fp-ts/lib/Either.js';
import { getSemigroup } from 'fp-ts/lib/ReadonlyArray.js';
import type { Mistake } from './mistake.ts';
import type { Variable } from './variable.ts';

/** Names and their texts, such as those of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value that could be read, or everything that is wrong with it. */
export type Reading<A> = Either<readonly Mistake[], A>;

/** Puts readings together; if any of them is a mistake, all mistakes. */
export const all = sequenceS(getApplicativeValidation(getSemigroup<Mistake>()));

/** A reading of what is known already. */
export function just<const A>(value: A): Reading<A> {
  return right(value);
}

/** Reads variables one at a time and remembers which. */
export interface EnvironmentReader {
  /** Whether the variable has a text. Blank counts as none. */
  isSet(variable: Variable<unknown>): boolean;
  /** The value, or that of the fallback. Having neither is a mistake. */
  read<A>(variable: Variable<A>): Reading<A>;
  /** The value, or `undefined` when there is none. */
  readIfSet<A>(variable: Variable<A>): Reading<A | undefined>;
  /** Whether the variable was asked for so far. */
  wasRead(variable: Variable<unknown>): boolean;
}

/** Builds an {@link EnvironmentReader}. */
export function createEnvironmentReader(environment: Environment): EnvironmentReader {
  const names = new Set<string>();

  function textOf({ name }: Variable<unknown>): string | undefined {
    const text = environment[name]?.trim();
    return text === '' ? undefined : text;
  }

  function decode<A>(variable: Variable<A>, text: string): Reading<A> {
    return mapLeft(() => [mistake(variable, 'invalid')])(variable.decoder.decode(text));
  }

  return {
    isSet: (variable) => textOf(variable) !== undefined,
    wasRead: ({ name }) => names.has(name),
    read(variable) {
      names.add(variable.name);
      const text = textOf(variable) ?? variable.fallback;
      return text === undefined ? left([mistake(variable, 'missing')]) : decode(variable, text);
    },
    readIfSet(variable) {
      names.add(variable.name);
      const text = textOf(variable);
      return text === undefined ? right(undefined) : decode(variable, text);
    },
  };
}

function mistake(variable: Variable<unknown>, problem: 'missing' | 'invalid'): Mistake {
  const when = problem === 'missing' && variable.when !== undefined ? `, needed ${variable.when}` : '';
  return { variable: variable.name, problem, expected: variable.decoder.name + when };
}

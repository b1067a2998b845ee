import type { Decision } from '@spotler-connector/anonymization-policy';

/** Decisions by number: there are some dozens of different ones, whatever the number of records. */
export interface Decisions {
  /** The number of a decision; equal ones share it. */
  numberOf(decision: Decision): number;
  /** The decision of a number. Throws for one that was never given. */
  decisionOf(number: number): Decision;
  /** All of them, by number. */
  list(): readonly Decision[];
}

/** A row has 11 bits for the number. */
const MAX_NUMBER = 2_047;

/** Numbers decisions, beginning with those given. */
export function createDecisions(known: readonly Decision[] = []): Decisions {
  const all: Decision[] = [];
  const numbers = new Map<string, number>();

  function numberOf(decision: Decision): number {
    const { action, rule, causes, policyVersion } = decision;
    const key = JSON.stringify([action, rule, causes, policyVersion]);
    const number = numbers.get(key) ?? all.push(decision) - 1;
    if (number > MAX_NUMBER)
      throw new RangeError('There are more different decisions than can be told apart');
    numbers.set(key, number);
    return number;
  }

  for (const decision of known) numberOf(decision);
  return {
    numberOf,
    decisionOf(number) {
      const decision = all[number];
      if (decision === undefined) throw new RangeError('There is no decision of this number');
      return decision;
    },
    list: () => all,
  };
}

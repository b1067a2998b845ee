import { describe, expect, it } from '@jest/globals';
import { aDeadLetter } from '../../testing/a-dead-letter.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterFilter } from './dead-letter-filter.ts';
import { createSelection } from './selection.ts';

/** The numbers that a filter chooses out of three dead letters, and what it says about the rest. */
function chosen(filter: DeadLetterFilter) {
  const selection = createSelection(filter);
  const all = [1, 2, 3].map((number) =>
    deadLetterOf(aDeadLetter({ number, deadLetterReason: number === 3 ? 'NotErased' : 'SpotlerRejected' })),
  );
  const numbers = all.filter((each) => selection.includes(each)).map(({ sequenceNumber }) => sequenceNumber);
  return { numbers, hints: selection.hints() };
}

describe('a selection', () => {
  it('says which reasons there are when none has the wanted one', () => {
    expect(chosen({ reason: 'Notered' })).toEqual({
      numbers: [],
      hints: ['No dead letter has this reason. There are: SpotlerRejected (2), NotErased (1).'],
    });
  });

  it('says nothing about a reason that is there, although another filter leaves none', () => {
    expect(chosen({ reason: 'noterased', table: 'lead' })).toEqual({ numbers: [], hints: [] });
  });

  it('chooses by number, and says which numbers there are not', () => {
    expect(chosen({ sequenceNumbers: ['2', '3', '19', '20'] })).toEqual({
      numbers: ['2', '3'],
      hints: ['There is no dead letter with the number 19, 20.'],
    });
  });

  it('has nothing to say about an empty queue', () => {
    expect(createSelection({ reason: 'NotErased' }).hints()).toEqual([]);
  });

  it('remembers a bounded number of reasons', () => {
    const selection = createSelection({ reason: 'Wanted' });
    for (let number = 0; number < 1_000; number += 1) {
      selection.includes({ ...deadLetterOf(aDeadLetter()), reason: `reason${number}` });
    }
    expect(selection.hints()[0]?.length).toBeLessThan(500);
  });
});

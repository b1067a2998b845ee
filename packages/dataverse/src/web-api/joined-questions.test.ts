import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import type { QuestionAnswer, RowQuestion } from './ask-rows.ts';
import { DataverseError } from './dataverse-error.ts';
import { joinQuestions, type QuestionKind } from './joined-questions.ts';
import type { RowQuery } from './row-query.ts';

const QUERY: RowQuery = { entitySet: 'contacts', primaryKey: 'contactid', columns: [], annotations: null };

/** A kind that asks one question about all keys, and is answered by how many rows there are. */
function counting(name: string): QuestionKind<string, string> {
  return {
    questionsAbout: (keys) => [{ query: QUERY, filter: `${name}:${keys.join()}` }],
    answersFor(keys, [answer]) {
      if (answer instanceof DataverseError) throw answer;
      return keys.map((key) => `${name} ${key} of ${Array.isArray(answer) ? answer.length : '?'}`);
    },
  };
}

function aConnection(answerTo: (question: RowQuestion) => QuestionAnswer = () => [{}]) {
  const requests: string[][] = [];
  const clock = createManualClock();
  const connection = {
    row: () => Promise.reject(new Error('not asked for')),
    async ask(questions: readonly RowQuestion[]) {
      requests.push(questions.map((question) => ('filter' in question ? question.filter : question.id)));
      return questions.map(answerTo);
    },
  };
  return { join: joinQuestions(connection, clock), requests, clock };
}

describe('joined questions', () => {
  it('of several kinds make one request, in the order in which the kinds were made', async () => {
    const { join, requests } = aConnection();
    const [first, second] = [join(counting('first')), join(counting('second'))];
    const answers = await Promise.all([second('b'), first('a'), second('c')]);
    expect(requests).toEqual([['first:a', 'second:b,c']]);
    expect(answers).toEqual(['second b of 1', 'first a of 1', 'second c of 1']);
  });

  it('fail apart when one of them has no answer', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'Away' });
    const { join } = aConnection((question) =>
      'filter' in question && question.filter.startsWith('first') ? away : [],
    );
    const [first, second] = [join(counting('first')), join(counting('second'))];
    const [failed, found] = await Promise.allSettled([first('a'), second('b')]);
    expect(failed).toMatchObject({ reason: away });
    expect(found).toMatchObject({ value: 'second b of 0' });
  });

  it('are an error, and nothing else, when a kind forgets a key', async () => {
    const { join } = aConnection();
    const ask = join<string, string>({ ...counting('short'), answersFor: () => ['only one'] });
    const [one, other] = await Promise.allSettled([ask('a'), ask('b')]);
    expect(one).toMatchObject({ value: 'only one' });
    expect(other).toMatchObject({ reason: { kind: 'protocol' } });
  });

  it('of many who go on asking make no more requests than Dataverse allows for good', async () => {
    const { join, requests, clock } = aConnection();
    const ask = join(counting('all'));
    const goOn = async (name: string) => {
      for (let times = 0; times < 50; times += 1) await ask(`${name}${times}`);
    };
    const asking = Array.from({ length: 20 }, (_, index) => goOn(`${index}-`));
    for (let waited = 0; waited < 10; waited += 1) await clock.advance(50);
    // Half a second. Each asks again as soon as it has its answer.
    expect(requests).toHaveLength(10);
    for (let waited = 0; waited < 50; waited += 1) await clock.advance(50);
    await Promise.all(asking);
  });
});

import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { passAgain, type RegisteredBlock, type RegisteredTest } from './run-again.ts';

const OPTIONS = { maxTestMs: 1_000, clock: systemClock };

function aBlock(given: Partial<RegisteredBlock>): RegisteredBlock {
  return { type: 'describeBlock', children: [], hooks: [], ...given };
}

function aTest(fn: RegisteredTest['fn'], mode?: string): RegisteredTest {
  return { type: 'test', fn, mode };
}

/** Hooks and tests that say their name, in a block within a block. */
function nested() {
  const said: string[] = [];
  const hook = (type: string, name: string) => ({ type, fn: () => void said.push(`${type} ${name}`) });
  const hooks = (name: string) =>
    ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'].map((type) => hook(type, name));
  const inner = aBlock({ hooks: hooks('inner'), children: [aTest(() => void said.push('b'))] });
  const root = aBlock({ hooks: hooks('outer'), children: [aTest(() => void said.push('a')), inner] });
  return { said, root };
}

describe('tests that are run again', () => {
  it('run with the hooks of all blocks around them, from outside and back', async () => {
    const { said, root } = nested();
    expect(await passAgain(root, OPTIONS)).toBe(true);
    expect(said).toEqual([
      ...['beforeAll outer', 'beforeEach outer', 'a', 'afterEach outer', 'beforeAll inner'],
      ...['beforeEach outer', 'beforeEach inner', 'b', 'afterEach inner', 'afterEach outer'],
      ...['afterAll inner', 'afterAll outer'],
    ]);
  });

  it('end with the first that fails', async () => {
    const said: string[] = [];
    const root = aBlock({
      children: [
        aTest(() => void said.push('a')),
        aTest(async () => Promise.reject(new Error('No'))),
        aTest(() => void said.push('c')),
      ],
      hooks: [{ type: 'afterAll', fn: () => void said.push('end') }],
    });
    expect(await passAgain(root, OPTIONS)).toBe(false);
    expect(said).toEqual(['a', 'end']);
  });

  it.each<[string, RegisteredTest['fn']]>([
    ['throws', () => expect(1).toBe(2)],
    ['takes too long', () => new Promise(() => {})],
    ['says that it failed', (done) => done?.(new Error('No'))],
  ])('fail when one %s', async (_title, fn) => {
    expect(await passAgain(aBlock({ children: [aTest(fn)] }), { ...OPTIONS, maxTestMs: 5 })).toBe(false);
  });

  it('pass when one says that it is done, and leave out what is skipped', async () => {
    const failing = () => expect(1).toBe(2);
    const children = [
      aTest((done) => done?.()),
      aTest(failing, 'skip'),
      aTest(undefined, 'todo'),
      aBlock({ mode: 'skip', children: [aTest(failing)] }),
    ];
    expect(await passAgain(aBlock({ children }), OPTIONS)).toBe(true);
  });
});

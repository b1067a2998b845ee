import type { Clock } from '@spotler-connector/clock';

type Step = (this: object, done?: (error?: unknown) => void) => unknown;

/** A test as Jest keeps it. */
export interface RegisteredTest {
  readonly type: 'test';
  readonly fn?: Step | undefined;
  readonly mode?: unknown;
  readonly failing?: boolean | undefined;
}

/** A block of tests as Jest keeps it. */
export interface RegisteredBlock {
  readonly type: 'describeBlock';
  mode?: unknown;
  readonly children: readonly (RegisteredBlock | RegisteredTest)[];
  readonly hooks: readonly { readonly type: string; readonly fn: Step }[];
}

/** How tests are run again. */
export interface AgainOptions {
  /** How long each test and hook may take, in milliseconds. */
  readonly maxTestMs: number;
  readonly clock: Pick<Clock, 'sleep'>;
}

const NOT_RUN: readonly unknown[] = ['skip', 'todo'];

/**
 * Runs the tests of a file that is loaded already, once more. Resolves to whether all pass; ends with the
 * first that fails.
 */
export async function passAgain(root: RegisteredBlock, options: AgainOptions): Promise<boolean> {
  try {
    await runBlock(root, [], options);
    return true;
  } catch {
    return false;
  }
}

async function runBlock(
  block: RegisteredBlock,
  above: readonly RegisteredBlock[],
  options: AgainOptions,
): Promise<void> {
  if (NOT_RUN.includes(block.mode)) return;
  const blocks = [...above, block];
  try {
    await runHooks([block], 'beforeAll', {}, options);
    for (const child of block.children) {
      if (child.type === 'describeBlock') await runBlock(child, blocks, options);
      else await runTest(child, blocks, options);
    }
  } finally {
    await runHooks([block], 'afterAll', {}, options);
  }
}

async function runTest(
  { fn, mode, failing = false }: RegisteredTest,
  blocks: readonly RegisteredBlock[],
  options: AgainOptions,
): Promise<void> {
  if (fn === undefined || failing || NOT_RUN.includes(mode)) return;
  const context = {};
  try {
    await runHooks(blocks, 'beforeEach', context, options);
    await runStep(fn, context, options);
  } finally {
    await runHooks(blocks.toReversed(), 'afterEach', context, options);
  }
}

async function runHooks(
  blocks: readonly RegisteredBlock[],
  type: string,
  context: object,
  options: AgainOptions,
): Promise<void> {
  for (const { hooks } of blocks) {
    for (const hook of hooks) if (hook.type === type) await runStep(hook.fn, context, options);
  }
}

async function runStep(step: Step, context: object, { maxTestMs, clock }: AgainOptions): Promise<void> {
  const over = new AbortController();
  try {
    await Promise.race([
      step.length > 0 ? untilDone(step, context) : step.call(context),
      clock.sleep(maxTestMs, over.signal).then(() => Promise.reject(new Error('It takes too long'))),
    ]);
  } finally {
    over.abort();
  }
}

function untilDone(step: Step, context: object): Promise<void> {
  return new Promise((resolve, reject) => {
    step.call(context, (error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}

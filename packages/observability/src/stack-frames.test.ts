import { describe, expect, it } from '@jest/globals';
import { stackFrames } from './stack-frames.ts';

function aStack(...lines: string[]): string {
  return ['Error: message', ...lines.map((line) => `    at ${line}`)].join('\n');
}

describe('stackFrames', () => {
  it.each([
    [
      'reconcile (file:///srv/packages/reconciler/src/reconcile.ts:52:11)',
      'packages/reconciler reconcile.ts:52 reconcile',
    ],
    ['async main (/srv/apps/worker/src/main.ts:7:1)', 'apps/worker main.ts:7 main'],
    ['new A.b (/srv/apps/worker/src/main.ts:7:1)', 'apps/worker main.ts:7 A.b'],
    ['Object.read [as a@example.org] (/srv/apps/cli/src/a.ts:7:1)', 'apps/cli a.ts:7 Object.read'],
    ['/srv/apps/worker/src/main.ts:7:1', 'apps/worker main.ts:7'],
    ['/srv/node_modules/.pnpm/got@16.1.0/node_modules/got/dist/source/core/index.js:9:1', 'got index.js:9'],
    ['x (/srv/node_modules/@azure/service-bus/dist/index.js:4680:15)', '@azure/service-bus index.js:4680'],
    ['x (C:\\srv\\packages\\dataverse\\src\\read.ts:1:1)', 'packages/dataverse read.ts:1 x'],
    ['x (/srv/bundle.mjs:1:200)', 'bundle.mjs:1'],
    ['x (file:///srv/start-worker-C22Oi_Dd.mjs:6:200)', 'start-worker-C22Oi_Dd.mjs:6'],
  ])('reduces %s', (line, frame) => {
    expect(stackFrames(aStack(line), 'message')).toEqual([frame]);
  });

  it.each([
    'node:internal/process/task_queues:95:5',
    'x (native)',
    'someone@example.org',
    'x (/srv/someone@example.org.ts:1:1)',
    'x (/srv/Jan Jansen.ts:1:1)',
    'x (eval at someone (/srv/a.ts:1:1), <anonymous>:1:1)',
  ])('leaves out %s', (line) => {
    expect(stackFrames(aStack(line), 'message')).toEqual([]);
  });

  it('does not take a message for places, however much it looks like them', () => {
    const message = 'first\n    at x (/srv/jan.ts:1:1)\n    at y (/srv/jansen.ts:1:1)';
    const stack = `Error: ${message}\n    at z (/srv/real.ts:3:1)`;
    expect(stackFrames(stack, message)).toEqual(['real.ts:3']);
  });

  it.each(['Jan Jansen', 'jan@example.org', '<anonymous>', `${'x'.repeat(61)}`])(
    'leaves out what is no name of a function: %s',
    (name) => {
      const line = `${name} (/srv/packages/dataverse/src/read.ts:1:1)`;
      expect(stackFrames(aStack(line), 'message')).toEqual(['packages/dataverse read.ts:1']);
    },
  );

  it('names no function in code that is not ours', () => {
    const lines = ['jan (/srv/a.ts:1:1)', 'jan (/srv/node_modules/got/src/a.ts:1:1)'];
    expect(stackFrames(aStack(...lines), 'message')).toEqual(['a.ts:1', 'got a.ts:1']);
  });

  it('stops after eight', () => {
    expect(stackFrames(aStack(...Array(20).fill('x (/srv/a.ts:1:1)')), '')).toHaveLength(8);
  });

  it('finds none in what is no stack', () => {
    expect(stackFrames({ toString: () => 'x' }, 'x')).toEqual([]);
  });
});

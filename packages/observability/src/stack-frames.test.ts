import { describe, expect, it } from '@jest/globals';
import { stackFrames } from './stack-frames.ts';

const aStack = (...lines: string[]) =>
  ['Error: message', ...lines.map((line) => `    at ${line}`)].join('\n');

describe('stackFrames', () => {
  it.each([
    [
      'reconcile (file:///srv/packages/reconciler/src/reconcile.ts:52:11)',
      'packages/reconciler reconcile.ts:52',
    ],
    ['async main (/srv/apps/worker/src/intake/intake.ts:7:1)', 'apps/worker intake.ts:7'],
    ['/srv/node_modules/.pnpm/got@16.1.0/node_modules/got/dist/source/core/index.js:9:1', 'got index.js:9'],
    ['x (/srv/node_modules/@azure/service-bus/dist/index.js:4680:15)', '@azure/service-bus index.js:4680'],
    ['x (C:\\srv\\packages\\dataverse\\src\\read.ts:1:1)', 'packages/dataverse read.ts:1'],
    ['x (/srv/bundle.mjs:1:200)', 'bundle.mjs:1'],
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

  it('stops after eight', () => {
    expect(stackFrames(aStack(...Array(20).fill('x (/srv/a.ts:1:1)')), '')).toHaveLength(8);
  });

  it('finds none in what is no stack', () => {
    expect(stackFrames({ toString: () => 'x' }, 'x')).toEqual([]);
  });
});

import { validateWorkflow } from '@action-validator/core';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { withMistake } from '../with-mistake.ts';
import { find, manifestAt, read } from '../workspace.ts';

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { 'timeout-minutes'?: number; steps: { uses?: string; run?: string }[] }>;
}

const WORKFLOWS = find('.github/workflows/*.yml');

describe.each(WORKFLOWS)('%s', (path) => {
  const workflow: Workflow = parse(read(path));
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('is as the schema of workflows says', () => {
    // That right is younger than the linter's schema.
    const known = read(path).replaceAll(/^ +attestations: write\n/gm, '');
    expect(validateWorkflow(known).errors).toEqual([]);
  });

  it('may only read unless a job asks for more, and ends by itself', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  it('puts nothing that somebody else wrote into a shell', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('names a version of every action', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@(v\d+|[\da-f]{40})$/.test(action))).toEqual([]);
    expect(used.length).toBeGreaterThan(0);
  });

  it('runs only scripts that there are', () => {
    const scripts = Object.keys(manifestAt('package.json').scripts ?? {});
    const named = steps.flatMap(({ run }) => [...(run ?? '').matchAll(/pnpm@12 run ([\w-]+)/g)]);
    expect(named.filter(([, name = '']) => !scripts.includes(name))).toEqual([]);
  });
});

describe('the workflows', () => {
  it('run what decides', () => {
    expect(WORKFLOWS).toHaveLength(2);
    for (const path of WORKFLOWS) expect(read(path)).toContain('run: bash .ci/run\n');
  });

  it.each([
    ['runs-on', 'runs-once'],
    ['timeout-minutes: 90', "timeout-minutes: 'soon'"],
    ['contents: read', 'contents: look'],
  ])('would be caught with %j made %j', (good, bad) => {
    expect(validateWorkflow(withMistake(read('.github/workflows/ci.yml'), good, bad)).errors).not.toEqual([]);
  });

  it('give the images what the Dockerfile takes', () => {
    const release = read('.github/workflows/release.yml');
    const [, list = ''] = /target: \[(.*)\]/.exec(release) ?? [];
    const stages = [...read('Dockerfile').matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name);
    expect(list.split(', ').filter((target) => !stages.includes(target))).toEqual([]);
    expect(read('Dockerfile')).toContain('ARG COMMIT=');
    expect(release).toMatch(/build-args: COMMIT=\$\{\{ github\.sha \}\}\n/);
    for (const wanted of ['sbom: true', 'provenance: mode=max']) expect(release).toContain(wanted);
  });
});

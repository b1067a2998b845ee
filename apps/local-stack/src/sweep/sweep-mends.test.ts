import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@spotler-connector/local-services';
import { endAll } from '../testing/running-services.ts';
import { aSweptStage } from './testing/a-swept-stage.ts';

let stage: Awaited<ReturnType<typeof aSweptStage>>;
let worker: Awaited<ReturnType<typeof stage.work>>;

beforeAll(async () => {
  stage = await aSweptStage();
  worker = await stage.work();
});
afterAll(endAll);

/** So many people, of whom both systems know. */
async function somePeople(count: number, columns: Record<string, unknown> = {}): Promise<string[]> {
  const { spotler } = stage.services;
  const ids = await Promise.all(Array.from({ length: count }, () => stage.create(columns)));
  await until(() => ids.every((id) => spotler.state(id) === 'present'));
  await stage.idle();
  return ids;
}

describe('a sweep of real processes', () => {
  it('mends what no message told: disabled steps, lost messages, and what came too late; the next finds nothing', async () => {
    const { dataverse, spotler } = stage.services;
    const people = await somePeople(44);
    const [refusing = '', deleted = '', renamed = '', erased = ''] = people;
    const changing = people.slice(4);
    expect(await stage.sweep()).toMatchObject({ exitCode: 0, scope: 'full', kinds: {} });

    // The steps are disabled for an hour.
    let created = '';
    await stage.silently(async () => {
      await dataverse.update('contact', refusing, { donotemail: true });
      await dataverse.delete('contact', deleted);
      await dataverse.update('contact', renamed, { lastname: 'Anders' });
      created = await stage.create();
    });
    // One message in twenty is lost.
    for (const [index, id] of changing.entries()) {
      const change = () => dataverse.update('contact', id, { donotemail: true });
      await (index % 20 === 7 ? stage.silently(change) : change());
    }
    const lost = changing.filter((_, index) => index % 20 === 7);
    await dataverse.update('contact', erased, { donotemail: true });
    await stage.idle();
    await until(() => changing.every((id) => lost.includes(id) || spotler.state(id) === 'anonymized'));
    await until(() => spotler.state(erased) === 'anonymized');
    // Long after the second look a write takes effect that everybody had given up.
    spotler.seed([{ externalId: erased, properties: { email: 'late@canary.example' } }]);

    const mended = await stage.sweep();
    expect(mended).toMatchObject({
      exitCode: 0,
      scope: 'changes',
      kinds: { 'must-be-gone': 2 + lost.length, orphan: 1, missing: 1, differs: 1 },
    });
    await stage.idle();
    for (const id of [refusing, deleted, erased, ...changing]) expect(spotler.contact(id)).toBeUndefined();
    expect(spotler.contact(renamed)?.properties['lastName']).toBe('Anders');
    expect(spotler.state(created)).toBe('present');
    const late = worker.lines.filter((line) => line.includes('erased late'));
    expect(late).toHaveLength(3 + lost.length);
    expect(worker.lines.join('')).not.toContain('canary');

    expect(await stage.sweep()).toMatchObject({ exitCode: 0, scope: 'changes', kinds: {}, mended: 0 });
    expect(await stage.sweep('--full')).toMatchObject({ exitCode: 0, scope: 'full', kinds: {}, mended: 0 });
  }, 90_000);

  it('acts on no finding that a change made wrong while it was reading', async () => {
    const { dataverse, spotler } = stage.services;
    const [refused = '', wanted = ''] = await somePeople(2);
    await stage.silently(async () => {
      await dataverse.update('contact', refused, { donotemail: true });
      await dataverse.update('contact', wanted, { lastname: 'Old' });
    });
    const swept = await stage.sweepWhile(() =>
      stage.silently(async () => {
        await dataverse.update('contact', refused, { donotemail: false });
        await dataverse.update('contact', wanted, { lastname: 'New' });
      }),
    );
    // The findings are wrong by now; the worker looks at the records as they are.
    expect(swept).toMatchObject({ kinds: { 'must-be-gone': 1, differs: 1 }, mended: 2 });
    await stage.idle();
    expect(spotler.state(refused)).toBe('present');
    expect(spotler.contact(wanted)?.properties['lastName']).toBe('New');
    expect((await stage.sweep()).kinds).toEqual({});
  }, 60_000);

  it('reads everything when a setting was switched on, and has it obeyed by those whom no message tells of', async () => {
    const { dataverse, spotler } = stage.services;
    const [inactive = '', active = ''] = await somePeople(2);
    await dataverse.update('contact', inactive, { statecode: 1, statuscode: 2 });
    await stage.idle();
    expect((await stage.sweep()).kinds).toEqual({});
    expect(spotler.state(inactive)).toBe('present');
    await worker.worker.stop();
    worker = await stage.work({ anonymizeContactWhenInactive: true });
    const swept = await stage.sweep();
    expect(swept).toMatchObject({ scope: 'full', kinds: { 'must-be-gone': 1 } });
    await until(() => spotler.state(inactive) === 'anonymized');
    expect(spotler.state(active)).toBe('present');
    await stage.idle();
    expect((await stage.sweep()).kinds).toEqual({});
    await worker.worker.stop();
  }, 60_000);
});

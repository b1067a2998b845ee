import { describe, expect, it } from '@jest/globals';
import { aStage, kindsOf, REFUSES } from './testing/night-stage.ts';
import { aContact, aRecord, idOf } from './testing/two-sides.ts';

describe('a model of nights', () => {
  it('finds the same as a full sweep would, whatever happens', async () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const { sides, sweeps } = await aStage(20);
    for (let night = 0; night < 40; night++) {
      for (let change = random(8); change > 0; change--) {
        const number = random(25);
        const name = { email: `person-${number}@example.org`, lastName: `Name ${random(2)}` };
        const acts = [
          () => sides.put(aRecord(number, { properties: name })),
          () => sides.put(aRecord(number, REFUSES)),
          () => sides.delete(idOf(number)),
          () => sides.write(aContact(number, { properties: name })),
          () => sides.erase(idOf(number)),
        ];
        acts[random(acts.length)]?.();
      }
      const [nightly, full] = [await sweeps.next(), await sweeps.full()];
      const [some, all] = [kindsOf(nightly.findings), kindsOf(full.findings)];
      const erasing = (findings: string[]) => findings.filter((each) => /^(must-be-gone|orphan)/.test(each));
      expect(erasing(some)).toEqual(erasing(all));
      // A contact that is wanted and was erased behind our back is in no list: the next full sweep sees it.
      const synced = (findings: string[]) => findings.filter((each) => /^(differs|missing)/.test(each));
      const numbers = (findings: string[]) => synced(findings).map((each) => each.replace(/\D+/, ''));
      expect(numbers(all)).toEqual(expect.arrayContaining(numbers(some)));
      const unseen = synced(all).filter((each) => !numbers(some).includes(each.replace(/\D+/, '')));
      expect(unseen.filter((each) => !each.startsWith('missing'))).toEqual([]);
    }
  });
});

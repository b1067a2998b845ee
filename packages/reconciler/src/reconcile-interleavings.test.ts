import { describe, expect, it } from '@jest/globals';
import { exploreAll } from './testing/interleavings/explore.ts';
import { aModel } from './testing/interleavings/model-world.ts';
import { CONTROLS, SCENES } from './testing/interleavings/scenes.ts';

const TIMEOUT_MS = 90_000;

describe('every order in which reconciles can meet', () => {
  it.each(SCENES)(
    'ends well: %s',
    async (_title, scene) => {
      const { violation, schedules } = await exploreAll(() => aModel(scene));
      expect(violation).toBeUndefined();
      expect(schedules).toBeGreaterThan(3n);
    },
    TIMEOUT_MS,
  );

  it.each(CONTROLS)(
    'ends badly in some without %s',
    async (without, scene) => {
      const { violation } = await exploreAll(() => aModel({ ...scene, without }));
      expect(violation).toBeDefined();
    },
    TIMEOUT_MS,
  );
});

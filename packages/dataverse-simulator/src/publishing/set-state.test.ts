import { describe, expect, it } from '@jest/globals';
import { aSimulator } from '../a-simulator.ts';
import { stepsForAll } from './registered-step.ts';

describe('a state that is set by an old request', () => {
  it.each(['SetState', 'SetStateDynamicEntity'] as const)(
    'is told as %s, and not as an Update',
    async (message) => {
      const { simulator, bodies, decoded } = await aSimulator({ steps: stepsForAll(['contact']) });
      const id = await simulator.create('contact', {});
      await simulator.setState('contact', id, { statecode: 1, statuscode: 2, message });
      expect((await decoded()).slice(1)).toMatchObject([
        { kind: 'change', messageName: message, records: [{ table: 'contact', id }], stripped: false },
      ]);
      expect(JSON.stringify((await bodies())[1]?.['InputParameters'])).toContain('EntityMoniker');
      expect(simulator.get('contact', id)).toMatchObject({ statecode: 1, statuscode: 2 });
      await simulator.close();
    },
  );

  it('would be missed without a step for it', async () => {
    const steps = stepsForAll(['contact']).filter(({ message }) => !message.startsWith('SetState'));
    const { simulator, decoded } = await aSimulator({ steps });
    const id = await simulator.create('contact', {});
    await simulator.setState('contact', id, { statecode: 1, statuscode: 2 });
    expect(await decoded()).toHaveLength(1);
    await simulator.close();
  });
});

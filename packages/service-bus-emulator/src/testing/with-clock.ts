import { createVirtualClock, type VirtualClock } from '../virtual-clock.ts';
import { type Fixture, withEmulator } from './with-emulator.ts';

/** Runs a test with an emulator of its own, whose clock the test moves. */
export function withClock(body: (fixture: Fixture & { readonly clock: VirtualClock }) => Promise<void>) {
  return (): Promise<void> => {
    const clock = createVirtualClock();
    return withEmulator((fixture) => body({ ...fixture, clock }), { clock })();
  };
}

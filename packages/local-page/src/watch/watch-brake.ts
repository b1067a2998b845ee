import { openHeldContacts, readBrake } from '@spotler-connector/brake';
import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { Parts } from '../model/parts.ts';
import type { BrakeView } from '../view/view.ts';
import { createRefresher, type Refresher } from './refresher.ts';

/** The brake, watched. */
export interface BrakeWatch extends Refresher {
  view(): BrakeView;
}

/** Options of {@link watchBrake}. */
export interface BrakeWatchOptions {
  /** Where the workers keep what they share. */
  readonly state: ObjectStore;
  readonly limit: number;
  readonly parts: Parts;
  readonly clock: Clock;
}

/** Reading what is held takes a file for each. */
const PAUSE_MS = 700;

/** Reads the brake's state as `brake status` does. */
export function watchBrake({ state, limit, parts, clock }: BrakeWatchOptions): BrakeWatch {
  let view: BrakeView = { limit, used: 0, released: 0, held: 0 };
  const contacts = openHeldContacts(state);

  async function look(): Promise<void> {
    const { used, released } = await readBrake(state, clock.now());
    let held = 0;
    for await (const contact of contacts.all()) if (contact.state === 'held') held += 1;
    if (used === view.used && released === view.released && held === view.held) return;
    view = { limit, used, released, held };
    parts.touch('brake');
  }

  return { ...createRefresher({ look, pauseMs: PAUSE_MS, clock }), view: () => view };
}

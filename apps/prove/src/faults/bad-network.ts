import { type Clock, systemClock } from '@spotler-connector/clock';
import { openUnsteadyLink, type Services, type UnsteadyLink } from '@spotler-connector/local-services';
import {
  type Front,
  type FrontAction,
  type FrontPlan,
  GATEWAY_ANSWERS,
  passAll,
  seededPlan,
  startFront,
} from '@spotler-connector/local-services/front';
import { createRandom, type Random } from '../random.ts';

/** All three connections of a worker, each of which can go wrong at any time. */
export interface BadNetwork {
  /** The variables that lead a worker through it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Has everything go wrong until `signal` fires. Resolves to the number of faults. */
  rage(signal: AbortSignal): Promise<number>;
  /** Ends it. */
  close(): Promise<void>;
}

/** Answers that say nothing about a record: those that do are the matter of `hostile-front`. */
const OUTAGES = GATEWAY_ANSWERS.filter(({ status }) => status >= 500);
const CUTS = ['before-request', 'after-request', 'within-answer'] as const;
const MAX_DELAY_MS = 2_000;
const MAX_PAUSE_MS = 4_000;
const MAX_FROZEN_MS = 6_000;

/** Opens the network before the services. All is well at first. */
export async function openBadNetwork(services: Services, seed: number): Promise<BadNetwork> {
  const { dataverse, spotler, serviceBus } = services;
  const beforeDataverse = await startFront({ upstream: dataverse.url });
  const beforeSpotler = await startFront({ upstream: spotler.url });
  const link = await openUnsteadyLink(serviceBus.port);
  const fronts = [beforeDataverse, beforeSpotler];
  return {
    environment: {
      SERVICE_BUS_CONNECTION_STRING: serviceBus.connectionString.replace(
        `:${serviceBus.port}`,
        `:${link.port}`,
      ),
      DATAVERSE_URL: beforeDataverse.through(dataverse.url),
      SPOTLER_BASE_URL: beforeSpotler.through(spotler.baseUrl),
    },
    async rage(signal) {
      let faults = 0;
      for (const [index, front] of fronts.entries()) {
        const plan = faultyPlan(createRandom(seed + index));
        front.follow((request) => {
          const action = plan(request);
          if (action.kind !== 'pass') faults += 1;
          return action;
        });
      }
      const shaken = await shake(link, createRandom(seed + fronts.length), systemClock, signal);
      for (const front of fronts) front.follow(passAll);
      return faults + shaken;
    },
    async close() {
      link.close();
      await Promise.all(fronts.map((front: Front) => front.close()));
    },
  };
}

/** Draws what happens to each request. */
function faultyPlan(random: Random): FrontPlan {
  function fault(): FrontAction {
    switch (random.below(3)) {
      case 0:
        return { kind: 'cut', when: random.pick(CUTS) };
      case 1:
        return { kind: 'delay', milliseconds: random.below(MAX_DELAY_MS) };
      default: {
        const answer = OUTAGES[random.below(OUTAGES.length)];
        return answer === undefined ? { kind: 'pass' } : { kind: 'answer', answer };
      }
    }
  }
  return seededPlan({ random: random.next, actions: [fault], calm: 0.4, steady: 0.2, maxPhase: 150 });
}

/** Cuts and freezes the link at random times. */
async function shake(link: UnsteadyLink, random: Random, clock: Clock, signal: AbortSignal): Promise<number> {
  let faults = 0;
  try {
    while (!signal.aborted) {
      await clock.sleep(random.below(MAX_PAUSE_MS), signal);
      faults += 1;
      if (random.below(2) === 0) {
        link.cut();
        continue;
      }
      link.freeze();
      await clock.sleep(random.below(MAX_FROZEN_MS), signal);
      link.thaw();
    }
  } catch {
    // The time is up.
  }
  link.thaw();
  return faults;
}

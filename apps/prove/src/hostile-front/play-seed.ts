import { decide, type RecordRef, TABLES } from '@spotler-connector/anonymization-policy';
import { inventedColumns } from '@spotler-connector/local-services';
import { passAll } from '@spotler-connector/local-services/front';
import { type ReconcileOutcome, reconcile } from '@spotler-connector/reconciler';
import { disagreements, SETTINGS } from '../agreement.ts';
import { CANARY_DOMAIN } from '../leak-detector.ts';
import { createRandom, type Random } from '../random.ts';
import { falseClaim, trueStates, wrongLosses } from './hostile-oracle.ts';
import { faultAboutRow, weatherBeforeDataverse, weatherBeforeSpotler } from './hostile-weather.ts';
import { connectPorts, type HostileWorld } from './hostile-world.ts';

/** Result of one seed. */
export interface SeedResult {
  /** Reconciles, repetitions included. */
  readonly reconciles: number;
  /** Erasures and opt-outs that were reported done. */
  readonly claims: number;
  /** False claims and wrong losses; empty when the claim holds. */
  readonly wrong: readonly string[];
}

const RECORDS = 3;
const STEPS = 6;
/** Deliveries of one message. */
const MAX_DELIVERIES = 2;
const OPTED_IN = [{ bit: 1, enabled: true }];

/**
 * Changes records and reconciles each while both systems are behind hostile fronts; in the end the fronts let
 * everything pass, and each record is reconciled once more. After each reconcile its claims are compared with
 * what is true, and what was lost with what the policy says.
 */
export async function playSeed(world: HostileWorld, seed: number): Promise<SeedResult> {
  const random = createRandom(seed);
  const refs = await invent(world, random);
  const ports = connectPorts(world, random.next);
  const wrong: string[] = [];
  let reconciles = 0;
  let claims = 0;

  async function deliver(ref: RecordRef): Promise<ReconcileOutcome> {
    const before = trueStates(world, refs);
    const outcome = await reconcile(ref, {
      ...ports,
      origin: 'ours',
      decide: (snapshot) => decide(snapshot, SETTINGS),
    });
    const after = trueStates(world, refs);
    const found = [...wrongLosses(world, refs, before, after), falseClaim(outcome, after.get(ref.id))];
    wrong.push(...found.filter((text) => text !== undefined));
    reconciles += 1;
    if (outcome.kind === 'reconciled' && !['synced', 'left'].includes(outcome.effect.kind)) claims += 1;
    return outcome;
  }

  try {
    world.beforeDataverse.follow(weatherBeforeDataverse(random));
    world.beforeSpotler.follow(weatherBeforeSpotler(random));
    for (let step = 0; step < STEPS; step++) {
      const ref = refs[random.below(refs.length)];
      if (ref === undefined) continue;
      if (random.below(3) > 0) await change(world, ref, random);
      if (random.below(3) === 0) world.dataverse.fail(faultAboutRow(random));
      for (let delivery = 0; delivery < MAX_DELIVERIES; delivery++) {
        if ((await deliver(ref)).kind === 'reconciled') break;
      }
    }
    wrong.push(...(await whenAllIsWell(world, refs, deliver)));
  } finally {
    ports.close();
    world.spotler.reset();
  }
  return { reconciles, claims, wrong: wrong.map((text) => `seed ${seed}: ${text}`) };
}

async function invent({ dataverse, spotler }: HostileWorld, random: Random): Promise<readonly RecordRef[]> {
  const refs: RecordRef[] = [];
  for (let number = 0; number < RECORDS; number++) {
    const table = TABLES[random.below(TABLES.length)] ?? 'contact';
    const id = await dataverse.create(table, inventedColumns(table, number, CANARY_DOMAIN));
    refs.push({ table, id });
    const permissions = random.below(4) > 0 ? OPTED_IN : [];
    spotler.seed([{ externalId: id, properties: { city: 'Delft', permissions } }]);
  }
  return refs;
}

async function change({ dataverse }: HostileWorld, { table, id }: RecordRef, random: Random): Promise<void> {
  if (dataverse.get(table, id) === null) return;
  if (random.below(6) === 0) return dataverse.delete(table, id);
  await dataverse.update(
    table,
    id,
    random.pick<Record<string, unknown>>([
      { address1_city: `City ${random.below(1_000)}` },
      { emailaddress1: null },
      { emailaddress1: 'nobody' },
      { emailaddress1: `somebody@${CANARY_DOMAIN}` },
      { donotemail: random.below(2) === 0 },
      { donotbulkemail: random.below(2) === 0 },
      { statecode: 1, statuscode: 2 },
    ]),
  );
}

/** Lets everything pass. Then every record has to agree with the policy after one delivery. */
async function whenAllIsWell(
  world: HostileWorld,
  refs: readonly RecordRef[],
  deliver: (ref: RecordRef) => Promise<ReconcileOutcome>,
): Promise<string[]> {
  world.dataverse.clearFaults();
  for (const front of [world.beforeDataverse, world.beforeSpotler]) front.follow(passAll);
  const found: string[] = [];
  for (const ref of refs) {
    const { kind } = await deliver(ref);
    if (kind !== 'reconciled') found.push(`${kind} although all is well`);
    found.push(...disagreements(world, ref.table, [ref.id]));
  }
  return found;
}

import { randomUUID } from 'node:crypto';
import { type RecordRef, TABLES } from '@spotler-connector/anonymization-policy';
import { externalIdFor } from '@spotler-connector/dataverse';
import { passAll } from '@spotler-connector/local-services/front';
import { type ReconcileOutcome, reconcileWithFollowUps } from '@spotler-connector/reconciler';
import { decideAsConfigured } from '../agreement.ts';
import { createRandom } from '../random.ts';
import { createContactTruth } from './contact-truth.ts';
import { changeRecord, createForeignContact, createRecord, type Stage } from './hostile-changes.ts';
import type { HostileMessage } from './hostile-messages.ts';
import { disagreeingContacts, falseClaim, wrongLosses } from './hostile-oracle.ts';
import { faultAboutRow, weatherBeforeDataverse, weatherBeforeSpotler } from './hostile-weather.ts';
import { connectPorts, type HostileWorld, type Ports } from './hostile-world.ts';

/** Result of one seed. */
export interface SeedResult {
  /** Reconciles, repetitions included. */
  readonly reconciles: number;
  /** Erasures and opt-outs that were reported done. */
  readonly claims: number;
  /** False claims and wrong losses; empty when the claim holds. */
  readonly wrong: readonly string[];
}

interface Play extends Stage {
  readonly world: HostileWorld;
  readonly ports: Ports;
  /** A contact whose record is in another environment. */
  readonly foreign: string;
  /** Messages that were not handled yet. */
  readonly waiting: HostileMessage[];
  readonly wrong: string[];
  reconciles: number;
  claims: number;
}

const RECORDS = 3;
const STEPS = 3;
/** Records share contacts in every other seed. */
const COLUMN = 'new_spotlerid';

/**
 * Changes records and reconciles each while both systems are behind hostile fronts. Some messages name no
 * organization, a table that has not got the row, or somebody else's external id, and columns are secured. In
 * the end the fronts let everything pass, and all messages are handled. After each reconcile its claims are
 * compared with what is true, and what was lost with what ought to become of each contact.
 */
export async function playSeed(world: HostileWorld, seed: number): Promise<SeedResult> {
  const play = await begin(world, seed);
  const { random, refs, waiting, wrong, ports } = play;
  try {
    world.beforeDataverse.follow(weatherBeforeDataverse(createRandom(4 * seed + 1)));
    world.beforeSpotler.follow(weatherBeforeSpotler(createRandom(4 * seed + 2)));
    for (let step = 0; step < STEPS; step++) {
      const ref = refs[random.below(refs.length)];
      if (ref === undefined) continue;
      waiting.push(...(await changeRecord(play, ref)));
      if (random.below(3) === 0) world.dataverse.fail(faultAboutRow(random));
      if (random.below(4) === 0) secureColumn(play, ref);
      await deliver(play, strayMessage(play, ref));
      await deliverWaiting(play);
    }
    clearUp(play);
    await deliverWaiting(play);
    const present = refs.filter((ref) => play.truth.externalIdOf(ref) !== null);
    waiting.push(...present.map((ref): HostileMessage => ({ ref, origin: 'ours' })));
    await deliverWaiting(play);
    wrong.push(...waiting.map(() => 'not handled although all is well'), ...disagreeingContacts(play.truth));
  } finally {
    clearUp(play);
    ports.close();
    world.spotler.reset();
  }
  const { reconciles, claims } = play;
  return { reconciles, claims, wrong: wrong.map((text) => `seed ${seed}: ${text}`) };
}

async function begin(world: HostileWorld, seed: number): Promise<Play> {
  const random = createRandom(4 * seed);
  const refs: RecordRef[] = [];
  const column = seed % 2 === 0 ? COLUMN : undefined;
  const truth = createContactTruth(world, refs, column);
  const stage: Stage = { world, refs, truth, column, random, prefix: `S-${seed}` };
  for (let number = 0; number < RECORDS; number++) await createRecord(stage, number);
  const foreign = createForeignContact(stage);
  const ports = connectPorts(world, createRandom(4 * seed + 3).next, column);
  return { ...stage, world, ports, foreign, waiting: [], wrong: [], reconciles: 0, claims: 0 };
}

/** Delivers each waiting message. Those that are handled wait no longer. */
async function deliverWaiting(play: Play): Promise<void> {
  for (const message of play.waiting.splice(0)) {
    if ((await deliver(play, message)).kind !== 'reconciled') play.waiting.push(message);
  }
}

async function deliver(play: Play, { ref, told, origin }: HostileMessage): Promise<ReconcileOutcome> {
  const { truth, ports, wrong, column } = play;
  const before = truth.states();
  const formerId = told === undefined ? null : externalIdFor({ column, fallback: 'record-id' }, ref.id, told);
  const outcome = await reconcileWithFollowUps(ref, {
    source: ports.sourceFor(told),
    target: ports.target,
    decide: decideAsConfigured,
    origin,
    formerIds: formerId === null ? [] : [formerId],
  });
  const claim = falseClaim(outcome, truth.state(truth.externalIdOf(ref) ?? formerId ?? ref.id));
  wrong.push(...wrongLosses(truth, before), ...(claim === undefined ? [] : [claim]));
  play.reconciles += 1;
  if (outcome.kind === 'reconciled' && !['synced', 'left'].includes(outcome.effect.kind)) play.claims += 1;
  return outcome;
}

/**
 * Builds a message that must not erase anybody: about a contact of another environment, or a living one's id.
 */
function strayMessage({ random, column, foreign, truth }: Play, living: RecordRef): HostileMessage {
  const table = TABLES[random.below(TABLES.length)] ?? 'contact';
  if (random.below(2) === 0) {
    return column === undefined
      ? { ref: { table, id: foreign }, origin: 'unknown' }
      : { ref: { table, id: randomUUID() }, told: foreign, origin: 'unknown' };
  }
  const id = column === undefined ? living.id : randomUUID();
  const told = column === undefined ? undefined : truth.externalIdOf(living);
  return { ref: { table, id }, told, origin: 'ours' };
}

function secureColumn({ world, random, ports }: Play, { table }: RecordRef): void {
  const masked = random.below(2) === 0;
  world.dataverse.columnSecurity.secure({ table, column: 'emailaddress1', masked, granted: masked });
  ports.waitForColumns();
}

/** Makes all well again. */
function clearUp({ world, ports }: Play): void {
  world.dataverse.clearFaults();
  for (const table of TABLES) world.dataverse.columnSecurity.release(table, 'emailaddress1');
  for (const front of [world.beforeDataverse, world.beforeSpotler]) front.follow(passAll);
  ports.waitForColumns();
}

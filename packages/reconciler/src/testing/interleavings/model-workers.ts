import { wantsContact } from '@spotler-connector/anonymization-policy';
import { anonymizeExplicitly } from '../../anonymize-explicitly.ts';
import type { ReconcileOutcome } from '../../outcome.ts';
import type { ReconcileOptions } from '../../reconcile.ts';
import { reconcileWithFollowUps } from '../../reconcile-with-follow-ups.ts';
import type { ContactWrite } from '../../write.ts';
import type { Generations } from './model-generations.ts';
import type { SecondLooks } from './model-looks.ts';
import type { Delivery, ModelMessage } from './model-message.ts';
import { type ModelRecords, nameOf, policyOf, refOf } from './model-records.ts';
import type { Name, Scene } from './model-scene.ts';
import { modelSource } from './model-source.ts';
import { Ended, type ModelSpotler } from './model-spotler.ts';
import type { Actor } from './schedule.ts';

/** The parts of a model that its workers need. */
export interface ModelParts {
  readonly scene: Scene;
  readonly records: ModelRecords;
  readonly spotler: ModelSpotler;
  readonly generations: Generations;
  readonly looks: SecondLooks;
}

/** Handles a message as workers do, until it is done with: whoever fails or dies leaves it to another one. */
export async function handleMessage(message: ModelMessage, actor: Actor, parts: ModelParts): Promise<void> {
  const { generations } = parts;
  for (let delivery = 1; ; delivery++) {
    const redelivered = delivery > 1;
    actor.anew([message, redelivered]);
    const generation = await generations.join(actor);
    try {
      const outcome = await deliver({ message, generation, redelivered, actor }, parts);
      if (!isDone(outcome)) continue;
      await actor.step('settle');
      return;
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
    }
  }
}

/** Tells whether a message is settled for good: one about a record that no one can read is a dead letter. */
function isDone(outcome: ReconcileOutcome): boolean {
  return outcome.kind === 'reconciled' || (outcome.kind === 'failed' && outcome.failure.kind === 'rejected');
}

async function deliver(delivery: Delivery, parts: ModelParts): Promise<ReconcileOutcome> {
  const { message, redelivered } = delivery;
  const writes: ContactWrite[] = [];
  parts.looks.begin(delivery);
  try {
    const options = optionsOf(delivery, writes, parts);
    if (message.orderedAt !== undefined) await carryOut(delivery, message.orderedAt, options, parts);
    return await reconcileWithFollowUps(refOf(message.name, parts.scene), options);
  } catch (error) {
    if (error instanceof Ended && error.killed) writes.length = 0;
    throw error;
  } finally {
    parts.looks.end(delivery);
    parts.looks.arrange(wantedLooks(message, redelivered, writes));
  }
}

type Options = ReconcileOptions & { readonly formerIds: readonly string[] };

function optionsOf(
  delivery: Delivery,
  writes: ContactWrite[],
  { scene, records, spotler, generations }: ModelParts,
): Options {
  const { without } = scene;
  const { message, generation, actor } = delivery;
  const { name, toldId, look } = message;
  const decide = policyOf(generation);
  return {
    source: modelSource({ actor, records, scene, toldId: toldId ?? sharedIdOf(name, scene, look), decide }),
    target: spotler.target(delivery, () => generations.mayAct(generation)),
    origin: 'ours',
    decide,
    formerIds: toldId === undefined || without === 'former ids' ? [] : [toldId],
    staysGone: (id) => look === 'erased' && id === (toldId ?? name) && without !== 'take-back',
    onWrite: (write) => void writes.push(write),
    maxAttempts: 9,
    clock: { now: () => 0, monotonic: () => 0, sleep: async () => {} },
  };
}

/** Without a column a record goes by its own id. */
function sharedIdOf(name: Name, { shared }: Scene, look: ModelMessage['look']): string | undefined {
  return shared || look === undefined ? undefined : name;
}

/** Claims the record for the order, and erases: whatever is older finds the order standing from then on. */
async function carryOut(
  { message: { name }, actor }: Delivery,
  orderedAt: number,
  options: Options,
  { records, scene }: ModelParts,
): Promise<void> {
  await actor.step(`look at ${name} for the order`);
  const reading = records.reading(name);
  const isLater = records.row(name).version > orderedAt;
  actor.observe([reading, isLater]);
  const hasItsEffect = isLater && wantsContact(options.decide(reading.snapshot));
  if (reading.version !== null && !hasItsEffect) {
    await actor.step(`claim ${name}`);
    records.claims(name).add(reading.version);
  }
  actor.round();
  const ref = refOf(name, scene);
  await anonymizeExplicitly(ref, { ...options, source: { ...options.source, read: async () => reading } });
}

/** As the worker does it: after each erasure, each unanswered write, and a delivery after another one. */
function wantedLooks(
  { name, toldId, look }: ModelMessage,
  redelivered: boolean,
  writes: readonly ContactWrite[],
): ModelMessage[] {
  const wanted = writes.flatMap(({ ref, externalId, kind, ambiguous }): ModelMessage[] => {
    const doneBefore = kind === 'already-anonymized' && look !== undefined;
    const erased = kind.endsWith('anonymized') && !doneBefore;
    if (!erased && !ambiguous) return [];
    return [{ name: nameOf(ref), toldId: externalId, look: erased ? 'erased' : 'unanswered' }];
  });
  return redelivered ? [...wanted, { name, toldId, look: 'unanswered' }] : wanted;
}

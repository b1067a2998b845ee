import type { Model } from './explore.ts';
import { createGenerations } from './model-generations.ts';
import { createSecondLooks } from './model-looks.ts';
import type { ModelMessage } from './model-message.ts';
import { createOracle } from './model-oracle.ts';
import { createModelRecords } from './model-records.ts';
import type { Happening, Name, Scene, State } from './model-scene.ts';
import { createModelSpotler } from './model-spotler.ts';
import { handleMessage, type ModelParts } from './model-workers.ts';
import type { Actor, StartActor } from './schedule.ts';

/** Builds the model of a scene: records, their contacts, and a worker for each message. */
export function aModel(scene: Scene): Model {
  const { happenings, known = {}, shared = false, without } = scene;
  const records = createModelRecords(scene);
  const oracle = createOracle(records, () => generations.newest);
  const spotler = createModelSpotler({ scene, start: (run) => start(run), onLoss: oracle.lost });
  const generations = createGenerations(scene, (run) => start(run), spotler);
  const atWork = new Map<Name, number>();
  let start: StartActor;
  let parts: ModelParts;
  const hasOrders = happenings.some((happening) => happening.endsWith(' ordered'));
  let turn = 0;

  function isOver(): boolean {
    return turn === happenings.length;
  }

  function count(name: Name): number {
    return atWork.get(name) ?? 0;
  }

  async function handle(message: ModelMessage, actor: Actor): Promise<void> {
    const { name } = message;
    atWork.set(name, count(name) + 1);
    await handleMessage(message, actor, parts);
    atWork.set(name, count(name) - 1);
  }

  function send(message: ModelMessage): void {
    // Whoever is at work on the record is taken for the one who answers this message.
    const joins = without === 'start after arrival' && count(message.name) > 0;
    if (!joins) start((actor) => handle(message, actor));
  }

  function happen(happening: Happening): void {
    if (happening === 'policy') {
      generations.deploy();
      oracle.changed();
      return;
    }
    const name = happening.startsWith('b ') ? 'b' : 'a';
    const what = happening.slice(2);
    const before = records.row(name);
    const toldId = shared && before.state !== 'gone' ? before.externalId : undefined;
    if (what === 'ordered') {
      oracle.ordered(name);
      send({ name, toldId: undefined, orderedAt: before.version });
      return;
    }
    const other = name === 'a' ? 'b' : 'a';
    if (what === 'moves') records.change(name, { externalId: 'T' });
    else if (what === 'merges') records.change(name, { state: 'inactive', mergedInto: other });
    else records.change(name, { state: stateOf(what) });
    oracle.changed(name);
    if (what === 'merges') send({ name: other, toldId: undefined });
    send({ name, toldId });
  }

  return {
    begin(given) {
      start = given;
      const looks = createSecondLooks({
        start,
        spotler,
        margin: without !== 'margin',
        isBusy: () => scene.looksAmid !== true && records.names.some((name) => count(name) > 0),
        handle,
      });
      const noLooks = { ...looks, arrange: () => {} };
      parts = {
        scene,
        records,
        spotler,
        generations,
        looks: without === 'second look' ? noLooks : looks,
      };
      for (const name of records.names) {
        if (known[name] === undefined) continue;
        const { properties, externalId } = records.reading(name);
        const optedOut = known[name].endsWith('refuses');
        oracle.known(externalId);
        spotler.seed(externalId, { email: String(properties['email']), optedOut });
      }
      start(async (actor) => {
        for (const happening of happenings) {
          await actor.step(happening);
          turn += 1;
          happen(happening);
        }
      });
    },
    state: () =>
      [
        records.state(),
        oracle.state(),
        spotler.state(),
        generations.state(),
        parts.looks.state(),
        turn,
        without === 'start after arrival' ? JSON.stringify([...atWork].sort()) : '',
      ].join(),
    commutes(call) {
      if (call === 'settle') return without !== 'start after arrival';
      // Nothing changes in Dataverse any more: whenever it is read, it says the same.
      return isOver() && !hasOrders && /^(read (?!back)|holders of|merged into)/.test(call);
    },
    fault: () => oracle.fault(spotler.contacts),
  };
}

const STATES: readonly State[] = ['eligible', 'refuses', 'no mail', 'inactive', 'inactive, refuses', 'gone'];

function stateOf(text: string): State {
  const state = STATES.find((each) => each === text);
  if (state === undefined) throw new Error(`There is no state ${text}`);
  return state;
}

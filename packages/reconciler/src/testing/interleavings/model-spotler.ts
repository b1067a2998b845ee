import { PortError } from '../../port-error.ts';
import type { ContactTarget } from '../../ports.ts';
import type { Delivery } from './model-message.ts';
import type { Scene } from './model-scene.ts';
import type { StartActor } from './schedule.ts';

/** A worker that was killed, or had to stop. */
export class Ended extends Error {
  /** Whether it could still arrange second looks. */
  readonly killed: boolean;

  constructor(killed: boolean) {
    super(killed ? 'Killed' : 'Stopped');
    this.killed = killed;
  }
}

/** A contact as Spotler has it. */
export interface ModelContact {
  /** The version of the record that it was written from. */
  readonly email: string;
  readonly optedOut: boolean;
}

/** Spotler, whose writes may come late. */
export interface ModelSpotler {
  readonly contacts: ReadonlyMap<string, ModelContact>;
  /** Sets what is there at the beginning. */
  seed(externalId: string, contact: ModelContact): void;
  /** Spotler for one worker, which may write while `mayWrite` says so. */
  target(delivery: Delivery, mayWrite: () => boolean): ContactTarget;
  /** How many writes are under way, and the deliveries whose writes come late. */
  readonly pending: { readonly sent: number; readonly late: readonly Delivery[] };
  /** Tells all states apart. */
  state(): string;
}

/** Options of {@link createModelSpotler}. */
export interface ModelSpotlerOptions {
  readonly scene: Scene;
  readonly start: StartActor;
  /** Called when a contact was erased, or lost its permissions. */
  readonly onLoss: (externalId: string, loss: 'gone' | 'no permission') => void;
}

/** Builds it. A contact is updated first, and created only if it is not there, as the client does it. */
export function createModelSpotler({ scene, start, onLoss }: ModelSpotlerOptions): ModelSpotler {
  const { without } = scene;
  const contacts = new Map<string, ModelContact>();
  const lateOnes: Delivery[] = [];
  let [lateLeft, killsLeft, sent] = [scene.late ?? 0, scene.kills ?? 0, 0];

  function variants(): string[] {
    return [
      '',
      ...(lateLeft > 0 ? ['unanswered', 'twice'] : []),
      ...(killsLeft > 0 ? ['killed', 'stopped'] : []),
    ];
  }

  function comeLate(delivery: Delivery, name: string, apply: () => unknown): void {
    lateOnes.push(delivery);
    start(async (actor) => {
      await actor.step(`late: ${name}`);
      apply();
      lateOnes.splice(lateOnes.indexOf(delivery), 1);
    });
  }

  /** Sends a write. Resolves to its answer, and whether it may take effect again. */
  async function send<Answer>(
    delivery: Delivery,
    name: string,
    mayWrite: () => boolean,
    apply: () => Answer,
  ) {
    if (!mayWrite()) throw new Ended(false);
    sent += 1;
    const how = await delivery.actor.step(name, { variants });
    sent -= 1;
    if (how === '' || how === 'twice') {
      const answer = apply();
      delivery.actor.observe(answer);
      if (how === '') return { answer, ambiguous: false };
      lateLeft -= 1;
      comeLate(delivery, name, apply);
      return { answer, ambiguous: true };
    }
    comeLate(delivery, name, apply);
    if (how === 'unanswered') {
      lateLeft -= 1;
      throw new PortError({ side: 'target', kind: 'unavailable', ambiguous: true });
    }
    killsLeft -= 1;
    throw new Ended(how === 'killed');
  }

  function update(externalId: string, changes: Partial<ModelContact>): boolean {
    const contact = contacts.get(externalId);
    if (contact !== undefined) contacts.set(externalId, { ...contact, ...changes });
    return contact !== undefined;
  }

  function optOut(externalId: string): boolean {
    const done = update(externalId, { optedOut: true });
    onLoss(externalId, 'no permission');
    return done;
  }

  function create(externalId: string, contact: ModelContact): boolean {
    if (contacts.has(externalId)) return false;
    contacts.set(externalId, contact);
    return true;
  }

  function target(delivery: Delivery, mayWrite: () => boolean): ContactTarget {
    const { actor } = delivery;
    const write = <Answer>(name: string, apply: () => Answer) => send(delivery, name, mayWrite, apply);
    return {
      async anonymize(id) {
        const { answer, ambiguous } = await write(`anonymize ${id}`, () => {
          const known = contacts.delete(id);
          onLoss(id, 'gone');
          return known;
        });
        return answer
          ? { outcome: 'anonymized', status: 410, ambiguous }
          : { outcome: 'already-anonymized', status: 404, ambiguous };
      },
      async readBack(id) {
        await actor.step(`read back ${id}`);
        actor.observe(contacts.has(id));
        return contacts.has(id) ? 'present' : 'gone';
      },
      async sync(id, properties, { optOut: isOptedOut }) {
        const contact = { email: String(properties['email']), optedOut: isOptedOut };
        const { email } = contact;
        const changes = isOptedOut ? contact : { email };
        let ambiguous = false;
        const does = async (name: string, apply: () => boolean) => {
          const sent = await write(name, apply);
          ambiguous ||= sent.ambiguous;
          return sent.answer;
        };
        const done = (created: boolean) => ({ created: created && without !== 'take-back', ambiguous });
        if (isOptedOut) await does(`opt out ${id}`, () => optOut(id));
        if (await does(`update ${id} ${email}`, () => update(id, { email }))) return done(false);
        if (await does(`create ${id} ${email} ${isOptedOut}`, () => create(id, contact))) return done(true);
        // Somebody has created it meanwhile, or a try of this very call has whose answer was lost.
        if (await does(`update ${id} ${email} ${isOptedOut}`, () => update(id, changes))) {
          return done(ambiguous);
        }
        await does(`upsert ${id} ${email} ${isOptedOut}`, () => update(id, changes) || create(id, contact));
        return done(true);
      },
      async optOut(id) {
        const { answer, ambiguous } = await write(`opt out ${id}`, () => optOut(id));
        return { outcome: answer ? 'opted-out' : 'unknown-contact', ambiguous };
      },
    };
  }

  return {
    contacts,
    seed: (externalId, contact) => void contacts.set(externalId, contact),
    target,
    pending: {
      get sent() {
        return sent;
      },
      late: lateOnes,
    },
    state: () => JSON.stringify([[...contacts].sort(), lateLeft, killsLeft, sent]),
  };
}

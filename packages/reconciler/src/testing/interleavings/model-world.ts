import { anonymizeExplicitly } from '../../anonymize-explicitly.ts';
import { PortError } from '../../port-error.ts';
import type { ContactTarget } from '../../ports.ts';
import { type ReconcileOptions, reconcile } from '../../reconcile.ts';
import type { ContactWrite } from '../../write.ts';
import type { Model, Schedule } from './explore.ts';
import { faultOf, Killed, readingOf } from './model-facts.ts';
import { type Happening, policyOf, REF, type Scene, type State } from './model-scene.ts';
import { modelSource } from './model-source.ts';

/** Builds the model of a scene: one record, its contact, and a worker for each message. */
export function aModel({ happenings, known = false, late = 0, kills = 0, without }: Scene): Model {
  let [record, version, generation]: [State, number, number] = [known ? 'eligible' : 'gone', 1, 1];
  let contact: { email: number; optedOut: boolean } | null = known ? { email: 1, optedOut: false } : null;
  let [lateLeft, killsLeft] = [late, kills];
  let due: 'gone' | 'no permission' | undefined;
  const claims = new Set<number>();
  const landing: { readonly name: string; land(): void }[] = [];
  const looks: { erased: boolean }[] = [];
  let [running, turn] = [0, 0];
  let schedule: Schedule;

  const policy = () => policyOf(generation);
  const reading = () => readingOf(record, version);
  const wanted = () => policy()(reading().snapshot).action.startsWith('sync');

  /** Writes, unless the schedule has it come late or kills the writer. */
  async function write<Answer>(name: string, mine: number, apply: () => Answer): Promise<Answer> {
    const isOld = () => without !== 'generation' && mine < generation;
    if (isOld()) throw new Killed();
    const variants = ['', ...(lateLeft > 0 ? ['late'] : []), ...(killsLeft > 0 ? ['kill'] : [])];
    const how = await schedule.step(name, variants);
    if (isOld()) throw new Killed();
    if (how === '') return apply();
    if (how === 'kill') killsLeft -= 1;
    else lateLeft -= 1;
    landing.push({ name, land: () => void apply() });
    schedule.start(async () => {
      await schedule.step(`${name} lands`);
      landing.shift()?.land();
    });
    if (how === 'kill') throw new Killed();
    throw new PortError({ side: 'target', kind: 'unavailable', ambiguous: true });
  }

  function target(mine: number): ContactTarget {
    return {
      anonymize: () =>
        write('anonymize', mine, () => {
          const was = contact !== null;
          contact = null;
          if (!wanted() || claims.size > 0) due = 'gone';
          schedule.observe(was);
          return was
            ? { outcome: 'anonymized' as const, status: 410 }
            : { outcome: 'already-anonymized' as const, status: 404 };
        }),
      async readBack() {
        await schedule.step('read back');
        schedule.observe(contact === null);
        return contact === null ? 'gone' : 'present';
      },
      sync(_id, { email }, { optOut }) {
        const isThere = contact !== null;
        return write('sync', mine, () => {
          // An update creates nothing, and a creation updates nothing, whenever it comes.
          const created = contact === null;
          const next = { email: Number(email), optedOut: optOut || (contact?.optedOut ?? false) };
          const mayCreate = !isThere || landing.length === 0;
          if (!created || mayCreate) contact = next;
          schedule.observe(created);
          return { created: without === 'take-back' ? false : created };
        });
      },
      async optOut() {
        return write('opt out', mine, () => {
          due ??= 'no permission';
          if (contact === null) return { outcome: 'unknown-contact' as const };
          contact = { ...contact, optedOut: true };
          return { outcome: 'opted-out' as const };
        });
      },
    };
  }

  function options(mine: number, staysGone = false): ReconcileOptions {
    const decide = policyOf(without === 'generation' ? mine : generation);
    return {
      source: modelSource({
        schedule,
        read: () => [reading(), version],
        claims: happenings.includes('order') ? claims : undefined,
        decide,
        secondRead: without !== 'second read',
      }),
      target: target(mine),
      origin: 'ours',
      decide,
      maxAttempts: 9,
      clock: { now: () => 0, monotonic: () => 0, sleep: async () => {} },
      staysGone: staysGone && without !== 'take-back',
      onWrite: ({ kind, ambiguous }: ContactWrite) => {
        const erased = kind !== 'kept' && kind !== 'unknown';
        if (erased || ambiguous) looks.push({ erased });
      },
    };
  }

  /** Handles a message until it is done with: whoever fails or dies leaves it to another one. */
  async function handle(mine: number, ordered: boolean): Promise<void> {
    running += 1;
    try {
      for (let delivery = 1; ; delivery++) {
        schedule.observe('begins');
        if (delivery > 1) looks.push({ erased: false });
        try {
          if (ordered) {
            await schedule.step('look at it');
            const [found, claimable] = [version, true];
            await schedule.step('claim');
            if (claimable && (found === version || !wanted())) claims.add(found);
            await anonymizeExplicitly(REF, options(mine));
          }
          const outcome = await reconcile(REF, options(mine));
          if (outcome.kind === 'reconciled') {
            await schedule.step('settle');
            return;
          }
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
          if (mine < generation) mine = generation;
        }
      }
    } finally {
      running -= 1;
    }
  }

  function happen(happening: Happening): void {
    if (happening === 'policy') generation += 1;
    else if (happening !== 'order') {
      record = happening === 'changed' ? 'eligible' : happening;
      version += 1;
      if (wanted()) due = undefined;
    }
  }

  return {
    begin(given) {
      schedule = given;
      schedule.start(async () => {
        for (const happening of happenings) {
          await schedule.step(happening);
          turn += 1;
          happen(happening);
          if (happening === 'policy') continue;
          const joins = without === 'start after arrival' && running > 0;
          const mine = generation;
          if (!joins) schedule.start(() => handle(mine, happening === 'order'));
        }
      });
    },
    state() {
      const truth = [record, version, generation, contact, due, [...claims].sort(), turn, running];
      const names = landing.map(({ name }) => name);
      const arranged = [looks.length > 0, looks.some(({ erased }) => erased)];
      return JSON.stringify([truth, [lateLeft, killsLeft], names, arranged]);
    },
    onQuiet() {
      const erased = looks.some((look) => look.erased);
      if (looks.length === 0 || without === 'second look') return false;
      looks.length = 0;
      lateLeft = 0;
      killsLeft = 0;
      schedule.start(async () => {
        const outcome = await reconcile(REF, options(without === 'generation' ? 1 : generation, erased));
        // A look that finds nothing is the last one.
        if (outcome.kind === 'reconciled' && outcome.effect.kind !== 'anonymized') looks.length = 0;
      });
      return true;
    },
    faults() {
      const standing = claims.has(version) || (claims.size > 0 && !wanted());
      const { action } = policy()(reading().snapshot);
      return faultOf({
        gone: standing || action === 'anonymize',
        wanted: wanted(),
        record,
        version,
        contact,
        due,
      });
    },
  };
}

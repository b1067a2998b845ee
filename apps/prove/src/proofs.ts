import { batches } from './batches.ts';
import { BRAKE_PROOFS } from './brake/brake-proofs.ts';
import { deadLetters } from './dead-letters.ts';
import { FAULT_PROOFS } from './faults/fault-proofs.ts';
import { flood } from './flood.ts';
import { fuzz } from './fuzz/fuzz-proof.ts';
import { HOSTILE_PROOFS } from './hostile-front/hostile-proofs.ts';
import { interleavings } from './interleavings.ts';
import { JOB_PROOFS } from './job-proofs.ts';
import { LATE_PROOFS } from './late/late-proofs.ts';
import { killWriters } from './ledger-kills.ts';
import { mutant } from './mutant.ts';
import { outage } from './outage.ts';
import { mustFail, type Proof } from './proof.ts';
import { race } from './races.ts';
import { sigterm } from './sigterm.ts';
import { tokenRenewal } from './token-renewal.ts';

/** All proofs, each guard followed by its control: a run without it. */
export const PROOFS: readonly Proof[] = [
  {
    name: 'races',
    claim: 'two workers, late, doubled and re-ordered messages: Spotler agrees with the policy',
    run: (options) =>
      race(
        { records: options.short ? 100 : 2_000, changes: options.short ? 1_000 : 20_000, killEveryMs: 0 },
        options,
      ),
  },
  {
    name: 'kills',
    claim: 'the same while a random worker is killed every 300 ms (in short every 600), started or not',
    controlledBy: 'those of `races`',
    run: (options) =>
      race(
        options.short
          ? { records: 100, changes: 2_000, killEveryMs: 600 }
          : { records: 2_000, changes: 20_000, killEveryMs: 300 },
        options,
      ),
  },
  mustFail('races-without-second-read', 'with the second read taken out it goes wrong', (options) =>
    race({ records: 400, changes: 400, killEveryMs: 0, mutants: [mutant('without-second-read')] }, options),
  ),
  mustFail(
    'races-joining-what-runs',
    'with messages joining a reconcile under way it goes wrong',
    (options) =>
      race(
        { records: 400, changes: 400, killEveryMs: 0, workers: 1, mutants: [mutant('joining-what-runs')] },
        options,
      ),
  ),
  {
    name: 'batches',
    claim: 'many new contacts wait, and are read and created together: each gets what is its own',
    run: ({ short }) => batches(short ? 200 : 10_000),
  },
  mustFail('batches-mixing-up-reads', 'with records that are read together mixed up it goes wrong', () =>
    batches(200, [mutant('mixing-up-reads')]),
  ),
  mustFail('batches-mixing-up-writes', 'with contacts that are created together mixed up it goes wrong', () =>
    batches(200, [mutant('mixing-up-writes')]),
  ),
  ...JOB_PROOFS,
  ...LATE_PROOFS,
  ...HOSTILE_PROOFS,
  ...BRAKE_PROOFS,
  {
    name: 'ledger',
    claim: 'three workers erase while a random one is killed: each erasure has evidence, which verifies',
    run: (options) =>
      killWriters(options.short ? { people: 60, kills: 3 } : { people: 10_000, kills: 100 }, options),
  },
  mustFail(
    'ledger-reporting-before-storing',
    'with messages completed before that evidence is lost',
    (options) =>
      killWriters({ people: 60, kills: 3, mutants: [mutant('reporting-before-storing')] }, options),
  ),
  {
    name: 'flood',
    claim: 'many messages at once, every third malformed: exactly those are dead-lettered',
    run: ({ short }) => flood(short ? 900 : 10_000),
  },
  mustFail('flood-settling-all-at-once', 'with everything settled at once dead letters vanish', ({ short }) =>
    flood(short ? 900 : 10_000, [mutant('settling-all-at-once')]),
  ),
  {
    name: 'outage',
    claim:
      'Spotler is down for four hours, compressed: all messages are handled later, none is dead-lettered',
    run: ({ short }) =>
      outage(short ? { messages: 300, outageMinutes: 8 } : { messages: 10_000, outageMinutes: 240 }),
  },
  mustFail('outage-never-pausing', 'with failures given back at once deliveries are used up', () =>
    outage({ messages: 100, outageMinutes: 5 }, [mutant('never-pausing')]),
  ),
  {
    name: 'outage-of-writing',
    claim: 'the same while Spotler still answers every question, and so every probe',
    run: ({ short }) =>
      outage(
        short
          ? { messages: 300, outageMinutes: 8, reads: true }
          : { messages: 10_000, outageMinutes: 240, reads: true },
      ),
  },
  mustFail(
    'outage-of-writing-closing-on-probes',
    'with the circuit closed by a probe deliveries are used up',
    () => outage({ messages: 300, outageMinutes: 12, reads: true }, [mutant('closing-on-probes')]),
  ),
  {
    name: 'sigterm',
    claim:
      'a worker gets SIGTERM under load: it ends in time, loses no lock, and the other one does the rest',
    run: ({ short }) => sigterm(short ? 300 : 5_000),
  },
  mustFail('sigterm-keeping-the-rest', 'with nothing given back on SIGTERM locks run out', () =>
    sigterm(1_000, [mutant('keeping-the-rest')]),
  ),
  {
    name: 'token-renewal',
    claim: 'tokens are not renewed, and receivers with old ones go deaf: the client is built anew in time',
    run: () => tokenRenewal('mute'),
  },
  mustFail('token-renewal-letting-clients-age', 'with clients left to age the worker goes deaf', () =>
    tokenRenewal('mute', [mutant('letting-clients-age')]),
  ),
  {
    name: 'token-refused',
    claim: 'a connection whose tokens are refused for good: the client is built anew',
    run: () => tokenRenewal('detach', [mutant('letting-clients-age')]),
  },
  mustFail('token-refused-deaf-to-refusals', 'with the refusal not minded nothing comes any more', () =>
    tokenRenewal('detach', [mutant('letting-clients-age'), mutant('deaf-to-refusals')]),
  ),
  {
    name: 'dead-letters',
    claim: 'dead letters replayed through kills at random times: none is lost, few are sent twice',
    run: (options) =>
      deadLetters(
        options.short
          ? { messages: 3_000, kills: 3, maxReplayed: 800 }
          : { messages: 100_000, kills: 20, maxReplayed: 4_500 },
        options,
      ),
  },
  mustFail(
    'dead-letters-completing-before-sending',
    'with messages completed before they are sent some are lost',
    (options) =>
      deadLetters(
        { messages: 1_500, kills: 4, maxReplayed: 300, mutants: [mutant('completing-before-sending')] },
        options,
      ),
  ),
  {
    name: 'interleavings',
    claim:
      'every order in which the steps of workers on one or two records can meet, with late writes, ended workers, merges, orders and two policies: Spotler agrees',
    controlledBy: 'in `reconcile-interleavings.test.ts`',
    run: interleavings,
  },
  ...FAULT_PROOFS,
  {
    name: 'fuzz',
    claim:
      'mutated messages, answers and files for everything that reads them: no crash, no hang, no value in a report',
    controlledBy: 'in `fuzz-reader.test.ts`',
    run: fuzz,
  },
];

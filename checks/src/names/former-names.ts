import type { FormerName } from './former-name.ts';

const WORKER = ['apps/worker/', 'packages/service-bus/'];
const JOBS = ['apps/worker/src/jobs/', 'apps/worker/src/messages/', 'apps/worker/src/work/'];
const TELLS = [...WORKER, 'packages/observability/', 'packages/reconciler/', 'packages/adapters/'];
const CLI = ['apps/cli/', 'packages/local-services/', 'apps/prove/'];
/** They speak of a source and a target, whatever the systems are. */
const PORTS = [
  'packages/reconciler/',
  'packages/adapters/',
  ...['measured-run.test', 'reconcile-record.test', 'second-looks.test', 'watch-brake'].map(
    (name) => `apps/worker/src/work/${name}`,
  ),
  'apps/cli/src/failure/',
  'apps/cli/src/explain/explain-record.test.ts',
  'apps/prove/src/hostile-front/',
];
const EMULATOR = ['packages/service-bus-emulator/'];
/** A socket and an AMQP link have two sides. */
const WIRE = [...EMULATOR, 'packages/spotler-simulator/'];

/** JSON fields of files that are kept, and what the flag `--letter` is read into. */
const LETTER_FIELDS = [
  'apps/cli/src/dead-letter/export/export-line',
  'apps/cli/src/dead-letter/export/line-form',
  'apps/cli/src/dead-letter/import/message-of-line',
  'apps/cli/src/dead-letter/replay/read-plan',
  'apps/cli/src/dead-letter/replay/plan-file',
  'apps/cli/src/dead-letter/selection/filter-flags.ts',
];

/** A sweep compares two sides. */
const SWEEP = [
  'packages/sweep/',
  'packages/adapters/src/sweep/',
  'apps/cli/src/sweep/',
  'apps/local-stack/src/sweep/',
];

const NO_SYSTEM = ['side by side', 'server side', 'client side', 'both sides', 'two sides'];
const ALPHABET = [
  'lower case letters',
  'capital letters',
  'letters digits',
  'letters and',
  'and letters',
  'letters outside',
  'one letter',
  'first letter',
  'letter case',
];

/** The left column of the table of names, word by word. */
export const FORMER_NAMES: readonly FormerName[] = [
  ...circuitBreaker(),
  { former: 'patient', now: 'retry while unavailable', texts: 'everywhere' },
  { former: 'patiently', now: 'retry while unavailable', texts: 'everywhere' },
  { former: 'patience', now: 'retry budget', texts: 'everywhere' },
  { former: 'may pass', now: 'is retryable' },
  { former: 'asked for', now: 'retry-after' },
  { former: 'within', now: 'with timeout', as: 'whole' },
  ...receiving(),
  ...jobs(),
  ...['note', 'noted', 'told', 'asked', 'called', 'joined'].map(
    (former): FormerName => ({
      former,
      now: 'onOutcome, onCall, onCoalesced, pending, waiters',
      as: 'whole',
      folders: TELLS,
    }),
  ),
  {
    former: 'side',
    now: 'system',
    texts: 'everywhere',
    except: NO_SYSTEM,
    notIn: [...PORTS, ...WIRE, ...SWEEP],
  },
  {
    former: 'sides',
    now: 'systems',
    texts: 'everywhere',
    except: NO_SYSTEM,
    notIn: [...PORTS, ...WIRE, ...SWEEP],
  },
  ...deadLetters(),
  ...emulator(),
  ...['most', 'longest', 'shortest', 'fewest'].map(
    (former): FormerName => ({ former, now: 'MAX_, MIN_', as: 'first' }),
  ),
  { former: 'sentence', now: 'message', texts: 'docs', except: ['sentence of behaviour'] },
  { former: 'sentences', now: 'messages', texts: 'docs', except: ['short sentences'] },
];

function circuitBreaker(): FormerName[] {
  const now = 'circuit breaker: closed, open, half-open; admit one; close';
  const states = ['availability', 'trial', 'let one in', 'trust', 'believe', 'believed', 'believing'];
  return [
    { former: 'side watch', now, texts: 'everywhere' },
    { former: 'patience watch', now },
    { former: 'on trial', now, texts: 'everywhere' },
    { former: 'believed', now, texts: 'docs' },
    { former: 'believing', now, texts: 'docs' },
    ...states.map((former): FormerName => ({ former, now, folders: WORKER })),
    ...['attend', 'attending', 'attendance'].map(
      (former): FormerName => ({ former, now: 'register waiter, may keep waiting', texts: 'docs' }),
    ),
    {
      former: 'leave',
      now: 'done',
      as: 'whole',
      folders: ['apps/worker/src/work/', 'packages/service-bus/'],
    },
  ];
}

function receiving(): FormerName[] {
  const window = 'delivery window, evicted';
  return [
    { former: 'held messages', now: window, texts: 'everywhere' },
    ...['held', 'hold', 'holding', 'released'].map(
      (former): FormerName => ({ former, now: window, as: 'first', folders: WORKER }),
    ),
    { former: 'keep locked', now: 'renew lock', texts: 'everywhere' },
    { former: 'lock keeper', now: 'lock renewer', texts: 'everywhere' },
    { former: 'silence', now: 'stall detector', folders: WORKER },
    { former: 'receiver silent', now: 'receiver stalled', texts: 'everywhere' },
    { former: 'client renewal', now: 'client recycler', texts: 'everywhere' },
    { former: 'client renewed', now: 'client recycled', texts: 'everywhere' },
    { former: 'keep receiving', now: 'receiver health' },
    { former: 'upkeep', now: 'receiver health', texts: 'everywhere' },
    { former: 'heard', now: 'on message', folders: WORKER },
    { former: 'line', now: 'connection', as: 'whole', folders: WORKER },
    { former: 'new line', now: 'connection', folders: WORKER },
    { former: 'retire', now: 'drain', folders: WORKER },
  ];
}

function jobs(): FormerName[] {
  return [
    { former: 'job course', now: 'job progress' },
    { former: 'course', now: 'job progress', as: 'whole', folders: ['apps/worker/'] },
    { former: 'job turn', now: 'run job' },
    // In the other folders it is the level of a log line.
    { former: 'level', now: 'follow-up', folders: ['apps/worker/src/jobs/'] },
    { former: 'levelled', now: 'follow-up', folders: JOBS },
    { former: 'first', now: 'before', as: 'whole', folders: JOBS },
  ];
}

function deadLetters(): FormerName[] {
  const now = 'dead letter, message';
  return [
    {
      former: 'letter',
      now,
      texts: 'everywhere',
      except: ['dead letter', ...ALPHABET],
      flag: true,
      notIn: LETTER_FIELDS,
    },
    { former: 'letters', now, texts: 'everywhere', except: ['dead letters', ...ALPHABET] },
    { former: 'come back', now: 'detect returns' },
    { former: 'moment', now: 'timestamp' },
    { former: 'span', now: 'duration', folders: CLI },
    { former: 'pace', now: 'rate limit' },
  ];
}

function emulator(): FormerName[] {
  return [
    { former: 'bury', now: 'deadLetter', texts: 'everywhere' },
    { former: 'buried', now: 'deadLetter', texts: 'everywhere' },
    { former: 'rest', now: 'makeAvailable', as: 'whole', folders: EMULATOR },
    { former: 'hand', now: 'deliver', as: 'first', folders: EMULATOR },
    { former: 'admit', now: 'add', folders: EMULATOR },
    { former: 'place', now: 'route', folders: EMULATOR },
    { former: 'surroundings', now: 'hooks' },
    { former: 'woken', now: 'onWritable' },
  ];
}

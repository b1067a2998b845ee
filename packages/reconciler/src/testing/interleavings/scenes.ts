import type { Guard, Happening, Scene } from './model-scene.ts';
import { sequencesOf } from './sequences.ts';

/** A scene with its name. */
export type NamedScene = readonly [string, Scene];

const ONE = { a: 'eligible' } as const;
const BOTH = { a: 'eligible', b: 'eligible' } as const;

/** Scenes that take a few seconds each. */
export const SCENES: readonly NamedScene[] = named([
  { happenings: ['a eligible', 'a gone'] },
  { happenings: ['a gone', 'a eligible'], known: ONE },
  { happenings: ['a eligible', 'a gone', 'a inactive'] },
  { happenings: ['a no mail', 'a inactive', 'a eligible'], known: ONE },
  { happenings: ['a refuses', 'a inactive', 'a eligible'], known: ONE },
  { happenings: ['a eligible', 'a ordered'] },
  { happenings: ['a ordered', 'a inactive'], known: ONE },
  { happenings: ['a no mail', 'policy', 'a no mail'], known: ONE, table: 'account' },
  { happenings: ['a eligible', 'a gone'], late: 1 },
  { happenings: ['a eligible', 'a gone'], kills: 1 },
  { happenings: ['a gone', 'a inactive'], known: ONE, late: 1 },
  { happenings: ['a eligible', 'a gone', 'a inactive'], known: ONE, late: 1 },
  { happenings: ['a no mail', 'b eligible'], known: BOTH, shared: true, late: 1 },
  { happenings: ['a moves', 'a gone'], known: ONE, shared: true, late: 1 },
  { happenings: ['b moves', 'a no mail'], known: BOTH, shared: true, late: 1 },
  { happenings: ['b merges', 'a no mail'], known: BOTH },
  { happenings: ['b merges', 'a refuses'], known: BOTH },
]);

/**
 * Scenes that take minutes: every sequence of two changes of one record, and of two records with one contact,
 * each with a write that comes late, and those of one record with a worker that ends amid a write; every
 * sequence of three changes of one record; and the gravest of others.
 */
export const LONG_SCENES: readonly NamedScene[] = named([
  ...sequencesOf<Happening>(['a eligible', 'a refuses', 'a gone', 'a inactive', 'a ordered'], 2).flatMap(
    (happenings): Scene[] => [
      { happenings, known: ONE, late: 1 },
      { happenings, known: ONE, kills: 1 },
    ],
  ),
  ...sequencesOf<Happening>(['a eligible', 'a refuses', 'a gone', 'a inactive'], 3).map(
    (happenings): Scene => ({ happenings, known: ONE }),
  ),
  ...sequencesOf<Happening>(
    ['a eligible', 'a no mail', 'a gone', 'a moves', 'b eligible', 'b refuses', 'b moves'],
    2,
  ).map((happenings): Scene => ({ happenings, known: BOTH, shared: true, late: 1 })),
  ...sequencesOf<Happening>(['a eligible', 'a refuses', 'a no mail', 'a gone', 'b merges'], 2)
    .filter((happenings) => happenings.includes('b merges'))
    .map((happenings): Scene => ({ happenings, known: BOTH })),
  { happenings: ['b merges', 'a no mail'], known: BOTH, late: 1 },
  { happenings: ['a no mail', 'policy', 'a no mail'], known: ONE, table: 'account', late: 1 },
  { happenings: ['a no mail', 'policy', 'a eligible'], known: ONE, table: 'account', kills: 1 },
  { happenings: ['a eligible', 'a gone'], late: 1, looksAmid: true },
  { happenings: ['a eligible', 'a gone', 'a inactive'], known: ONE, kills: 1 },
]);

function named(scenes: readonly Scene[]): NamedScene[] {
  return scenes.map((scene) => [titleOf(scene), scene]);
}

function titleOf({ happenings, known = {}, shared, late = 0, kills = 0, looksAmid }: Scene): string {
  const extras = [
    Object.keys(known).length === 0 ? 'unknown before' : '',
    shared ? 'one contact' : '',
    late > 0 ? 'a write comes late' : '',
    kills > 0 ? 'a worker ends amid a write' : '',
    looksAmid ? 'looks amid other work' : '',
  ].filter((extra) => extra !== '');
  return [happenings.join(', '), ...extras].join('; ');
}

/** A scene for each guard that ends badly without it. */
export const CONTROLS: readonly (readonly [Guard, Scene])[] = [
  ['second read', { happenings: ['a eligible', 'a eligible'] }],
  ['second look', { happenings: ['a eligible', 'a gone'], late: 1 }],
  ['margin', { happenings: ['a eligible', 'a gone', 'a inactive'], known: ONE, late: 1 }],
  ['start after arrival', { happenings: ['a eligible', 'a gone'] }],
  ['take-back', { happenings: ['a eligible', 'a gone', 'a inactive'] }],
  [
    'generation',
    { happenings: ['a no mail', 'policy', 'a no mail'], known: { a: 'eligible' }, table: 'account' },
  ],
  [
    'holders',
    { happenings: ['a no mail', 'b eligible'], known: { a: 'eligible', b: 'eligible' }, shared: true },
  ],
  ['merged records', { happenings: ['b merges', 'a no mail'], known: { a: 'eligible', b: 'eligible' } }],
  ['former ids', { happenings: ['a moves', 'a no mail'], known: { a: 'eligible' }, shared: true }],
];

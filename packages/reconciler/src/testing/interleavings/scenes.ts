import type { Guard, Scene } from './model-scene.ts';

/** A scene with its name. */
export type NamedScene = readonly [string, Scene];

/** Scenes in which nothing comes late: every one within seconds. */
export const SCENES: readonly NamedScene[] = [
  ['a change and a deletion', { happenings: ['eligible', 'gone'] }],
  ['a deletion and a restore', { happenings: ['gone', 'eligible'], known: true }],
  ['an erasure and a deactivation', { happenings: ['eligible', 'gone', 'inactive'] }],
  ['an order', { happenings: ['eligible', 'order'] }],
  ['an order and a deactivation', { happenings: ['order', 'inactive'], known: true }],
  ['a newer policy', { happenings: ['refuses', 'policy', 'refuses'], known: true }],
];

/** Scenes with a write that comes late, or a worker that is killed amid one: minutes. */
export const LONG_SCENES: readonly NamedScene[] = [
  ['a late write, then a deletion', { happenings: ['eligible', 'gone'], late: 1 }],
  ['a late erasure, then a restore', { happenings: ['gone', 'eligible'], known: true, late: 1 }],
  ['a worker killed amid a write', { happenings: ['eligible', 'gone'], kills: 1 }],
];

/** A scene for each guard that ends badly without it. */
export const CONTROLS: readonly (readonly [Guard, Scene])[] = [
  ['second read', { happenings: ['eligible', 'changed'] }],
  ['second look', { happenings: ['eligible', 'gone'], late: 1 }],
  ['start after arrival', { happenings: ['eligible', 'gone'] }],
  ['take-back', { happenings: ['eligible', 'gone', 'inactive'] }],
  ['generation', { happenings: ['refuses', 'policy', 'refuses'], known: true }],
];

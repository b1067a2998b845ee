import type { Reader } from './a-reader.ts';

/** Called when there is something to see. */
export type OnScene = (name: string) => Promise<void>;

/** A change of a new person or company, and what becomes of it. */
interface Scene {
  readonly rule: string;
  readonly kind: 'New person' | 'New company';
  /** The buttons that are pressed. */
  readonly press: readonly string[];
  /** Text of the story that says what the worker decided. */
  readonly decided: RegExp;
  /** Text of the contact's row in Spotler. */
  readonly contact: RegExp;
}

const SCENES: readonly Scene[] = [
  {
    rule: 'eligible',
    kind: 'New person',
    press: ['Subscribe in Spotler', 'Change city'],
    decided: /rule eligible/,
    contact: /✓ all mailings/,
  },
  {
    rule: 'refuses-bulk-email',
    kind: 'New person',
    press: ['Subscribe in Spotler', 'Refuse bulk e-mail'],
    decided: /rule refuses-bulk-email/,
    contact: /✗ no mailings/,
  },
  {
    rule: 'no-valid-email',
    kind: 'New person',
    press: ['Clear address'],
    decided: /rule no-valid-email/,
    contact: /only an id is left/,
  },
  {
    rule: 'inactive',
    kind: 'New person',
    press: ['Deactivate'],
    decided: /rule inactive/,
    contact: /only an id is left/,
  },
  {
    rule: 'inactive-kept',
    kind: 'New company',
    press: ['Deactivate'],
    decided: /rule inactive-kept/,
    contact: /Invented Company/,
  },
  {
    rule: 'explicit',
    kind: 'New person',
    press: ['Order a Spotler Job'],
    decided: /rule explicit/,
    contact: /only an id is left/,
  },
  {
    rule: 'merged',
    kind: 'New person',
    press: ['Merge into it'],
    decided: /rule merged/,
    contact: /Invented Person/,
  },
  {
    rule: 'deleted',
    kind: 'New person',
    press: ['Delete'],
    decided: /rule deleted/,
    contact: /only an id is left/,
  },
  {
    rule: 'do-not-email',
    kind: 'New person',
    press: ['Refuse e-mail'],
    decided: /rule do-not-email/,
    contact: /only an id is left/,
  },
];

/** The rules of the policy that the tour clicks through. */
export const TOLD_RULES: readonly string[] = SCENES.map(({ rule }) => rule);

/** Clicks through the story of every rule. Rejects when one is not told. */
export async function clickThroughRules(reader: Reader, onScene: OnScene = async () => {}): Promise<void> {
  for (const scene of SCENES) {
    await reader.create(scene.kind);
    await reader.untilStoryTells(/rule eligible/);
    await reader.untilStoryTells('Created');
    for (const button of scene.press) await reader.press(button);
    await reader.untilStoryTells(scene.decided);
    await reader.chosenIn('spotler').filter({ hasText: scene.contact }).waitFor();
    if (scene.contact.test('only an id is left')) await reader.untilStoryTells('erasure');
    await onScene(scene.rule);
  }
}

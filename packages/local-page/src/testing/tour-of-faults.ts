import type { Reader } from './a-reader.ts';
import type { OnScene } from './tour-of-rules.ts';

/** Has a hundred people refuse e-mail, sees the brake hold some of them, and releases them. */
export async function engageTheBrake(reader: Reader, onScene: OnScene = async () => {}): Promise<void> {
  await reader.press('100 people');
  await reader.untilShown('spotler', /^1\d\d contacts/);
  await reader.press('100 refuse e-mail');
  await reader.untilShown('worker', /\d+ held\./);
  await reader.untilShown('worker', /^0 waiting/);
  await onScene('brake');
  await reader.press('Release: erase them');
  await reader.page.locator('.operator').getByText('exit code 0').first().waitFor();
  await reader.page.locator('.brake.engaged').waitFor({ state: 'detached' });
  await reader.untilShown('worker', /^0 dead letters/);
}

/** Breaks Spotler, sees the circuit open, and mends it. */
export async function breakAndMendSpotler(reader: Reader, onScene: OnScene = async () => {}): Promise<void> {
  const choice = reader.page.locator('.column.spotler').locator('.fault select');
  const name = await reader.create('New person');
  await reader.untilStoryTells('Created');
  await choice.selectOption('refusing');
  await reader.press('Refuse e-mail');
  await reader.untilShown('worker', 'circuit open: spotler');
  await onScene('outage');
  await choice.selectOption('none');
  await reader.choose(name);
  await reader.untilStoryTells(/rule do-not-email/);
  await reader.page
    .locator('.worker .chip.open')
    .filter({ hasText: 'circuit' })
    .waitFor({ state: 'detached' });
  await reader
    .chosenIn('spotler')
    .filter({ hasText: /only an id is left/ })
    .waitFor();
}

/** Starts a second worker, kills the other one, and sees somebody reach Spotler all the same. */
export async function killOneOfTwoWorkers({ page, press, ...reader }: Reader): Promise<void> {
  const workers = page.locator('.workers li');
  await press('Start another worker');
  await workers.nth(1).getByText('takes messages').waitFor();
  const name = await workers.first().locator('strong').textContent();
  await press(`Kill ${name} at once`);
  await workers.first().getByText('killed').waitFor();
  await reader.create('New person');
  await reader.chosenIn('spotler').waitFor();
}

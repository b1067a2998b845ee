import type { BundledPackage } from './bundled-packages.ts';

/** Licences under which a package may be in a bundle: they ask for a notice, and for nothing else. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
]);

/**
 * Refuses packages with a licence that is not on the list, or with none.
 * @throws with the name of every such package.
 */
export function refuseUnknownLicences(packages: readonly BundledPackage[]): void {
  const refused = packages.filter(({ licence }) => !isAllowed(licence));
  if (refused.length === 0) return;
  const names = refused.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
  throw new Error(`Not on the list of licences: ${names.join(', ')}`);
}

/** An expression such as `(MIT OR GPL-3.0)` leaves the choice; one with `AND` asks for all. */
function isAllowed(expression: string): boolean {
  const choices = expression.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence.trim())));
}

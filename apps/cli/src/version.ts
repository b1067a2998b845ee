import { readFileSync } from 'node:fs';
import { POLICY_VERSION } from '@spotler-connector/anonymization-policy';
import * as t from 'io-ts';

/** The bundler puts the commit in; run from sources there is none. */
declare const BUNDLED_COMMIT: string | undefined;

const MANIFEST = new URL('../package.json', import.meta.url);
const Manifest = t.type({ version: t.string });

/** The version of program and policy, and the commit that was bundled. */
export function versionText(): string {
  const manifest: unknown = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  const program = Manifest.is(manifest) ? manifest.version : 'unknown';
  return `spotler-connector ${program}, policy ${POLICY_VERSION}, ${commitText()}`;
}

function commitText(): string {
  if (typeof BUNDLED_COMMIT === 'undefined') return 'from sources';
  return BUNDLED_COMMIT === '' ? 'commit unknown' : `commit ${BUNDLED_COMMIT}`;
}

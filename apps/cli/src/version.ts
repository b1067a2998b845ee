import { readFileSync } from 'node:fs';
import { POLICY_VERSION } from '@spotler-connector/anonymization-policy/vocabulary';

/** The bundler puts the commit in; run from sources there is none. */
declare const BUNDLED_COMMIT: string | undefined;

const MANIFEST = new URL('../package.json', import.meta.url);

/** The version of program and policy, and the commit that was bundled. */
export function versionText(): string {
  const manifest: unknown = JSON.parse(readFileSync(MANIFEST, 'utf8'));
  return `spotler-connector ${versionIn(manifest)}, policy ${POLICY_VERSION}, ${commitText()}`;
}

function versionIn(manifest: unknown): string {
  const isObject = typeof manifest === 'object' && manifest !== null;
  return isObject && 'version' in manifest ? String(manifest.version) : 'unknown';
}

function commitText(): string {
  if (typeof BUNDLED_COMMIT === 'undefined') return 'from sources';
  return BUNDLED_COMMIT === '' ? 'commit unknown' : `commit ${BUNDLED_COMMIT}`;
}

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs a script as a program of its own that trusts a certificate, for Node reads that at its start; tells
 * its output.
 */
export async function runTrusting(certificate: string, script: string, ...args: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'emulator-tls-'));
  try {
    const path = join(folder, 'certificate.pem');
    await writeFile(path, certificate);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script, '--', ...args],
      { cwd: PACKAGE, env: { NODE_EXTRA_CA_CERTS: path }, timeout: 50_000 },
    );
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

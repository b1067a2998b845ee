import { Command } from 'commander';
import { usageError } from '../../failure/operator-error.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { VERIFY_EXAMPLES } from './verify-examples.ts';

/** Options of `evidence verify`. */
export interface VerifyEvidenceOptions extends CommonOptions {
  /** Files with checkpoints that were kept elsewhere. */
  readonly checkpoints: readonly string[];
  /** Fingerprints that were kept elsewhere, of checkpoints in the store. */
  readonly fingerprints: readonly string[];
}

interface Flags extends CommonOptions {
  readonly checkpoint?: readonly string[] | undefined;
  readonly fingerprint?: readonly string[] | undefined;
}

const FINGERPRINT = /^[0-9a-f]{64}$/;

function toFingerprint(text: string): string {
  const fingerprint = text.toLowerCase();
  if (FINGERPRINT.test(fingerprint)) return fingerprint;
  throw usageError('A fingerprint has 64 hexadecimal digits.');
}

/** The command line of `evidence verify`. */
export function verifyCommand(act: Action<VerifyEvidenceOptions>): Command {
  const command = new Command('verify')
    .summary('whether all evidence is as it was written')
    .description(
      'Checks every entry of every chain: that none was changed, removed, moved or added. Names the first entry ' +
        'of each chain that is wrong. Needs nothing but the store, and changes nothing. Whether a chain was cut at ' +
        'its end only a checkpoint shows: the newest one in the store, and those that you kept elsewhere, or of which you kept the fingerprint.',
    )
    .option('--checkpoint <file...>', 'checkpoints that were kept elsewhere')
    .option('--fingerprint <hash...>', 'fingerprints that were kept elsewhere, of checkpoints in the store')
    .action(async ({ checkpoint = [], fingerprint = [], json }: Flags) => {
      await act({ checkpoints: checkpoint, fingerprints: fingerprint.map(toFingerprint), json });
    });
  return withCommonOptions(command, VERIFY_EXAMPLES);
}

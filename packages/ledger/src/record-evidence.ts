import { createEvidenceWriter, type EvidenceWriterOptions } from './create-evidence-writer.ts';
import type { EvidenceFact } from './facts.ts';

/**
 * Stores facts as a chain of their own, which begins and ends with them: for a command that has few.
 *
 * @throws {ObjectStoreError} when they can't be stored: then nobody may say that they happened.
 */
export async function recordEvidence(
  options: EvidenceWriterOptions,
  facts: readonly EvidenceFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const writer = createEvidenceWriter(options);
  await Promise.all([...facts.map((fact) => writer.append(fact)), writer.end()]);
}

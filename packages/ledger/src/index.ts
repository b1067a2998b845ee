export {
  createEvidenceWriter,
  type EvidenceWriter,
  type EvidenceWriterOptions,
} from './create-evidence-writer.ts';
export type {
  AboutRecord,
  BrakeFact,
  ErasureFact,
  EvidenceFact,
  GenerationFact,
  Initiator,
  JobFact,
  MendFact,
  OptOutFact,
  SweepFact,
} from './facts.ts';

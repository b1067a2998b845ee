import type { Row, RowChange } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import type { KeyValue } from './contract-value.ts';
import { imageEntity } from './entity.ts';
import type { RegisteredStep, StepImage } from './registered-step.ts';

/** The images of one kind that a step sends along. */
export function stepImages(
  step: RegisteredStep,
  type: 'pre' | 'post',
  change: RowChange,
  definition: TableDefinition,
): KeyValue[] {
  const row = type === 'pre' ? change.before : change.after;
  if (row === null) return [];
  const wanted = (step.images ?? []).filter((image) => image.type === type || image.type === 'both');
  return wanted.map((image) => ({ key: image.alias, value: imageOf(image, row, definition) }));
}

function imageOf({ columns }: StepImage, row: Row, definition: TableDefinition): unknown {
  const entries = Object.entries(row.columns).filter(
    ([name]) => columns === undefined || columns.includes(name) || name === definition.primaryKey,
  );
  return imageEntity(definition, row.id, Object.fromEntries(entries));
}

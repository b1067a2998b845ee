export { type MeasuredTable, rewriteTable } from './rewrite-table.ts';
export { type Cells, tableRows } from './table-rows.ts';

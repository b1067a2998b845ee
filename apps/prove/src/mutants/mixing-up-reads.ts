import { replaceInSource } from './replace-in-source.ts';

// Of records that are read together each gets the row of the next one.
replaceInSource('/packages/dataverse/src/record-source/joined-rows.ts', [
  [
    'return ids.map((id) => found.get(id) ?? UNSEEN);',
    "return ids.map((_, index) => found.get(ids[(index + 1) % ids.length] ?? '') ?? UNSEEN);",
  ],
]);

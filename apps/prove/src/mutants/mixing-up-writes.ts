import { replaceInSource } from './replace-in-source.ts';

// Of contacts that are created together each gets the properties of the next one.
replaceInSource('/packages/spotler-sdk/src/contacts/contact-batch.ts', [
  [
    'contacts: contacts.map(({ externalId, properties }) => ({ externalId, properties })),',
    `contacts: contacts.map(({ externalId }, index) => ({
      externalId,
      properties: contacts[(index + 1) % contacts.length]?.properties,
    })),`,
  ],
]);

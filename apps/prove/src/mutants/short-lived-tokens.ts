import { replaceInSource } from './replace-in-source.ts';

// The client library renews its token after 45 minutes: divided by the factor in this module's address.
const factor = Number(new URL(import.meta.url).searchParams.get('factor'));
if (!(factor >= 1)) throw new Error('short-lived-tokens needs ?factor=');

replaceInSource('/@azure/service-bus/dist/index.js', [
  ['(3600 - 900) * 1000', `(3600 - 900) * 1000 / ${factor}`],
]);

export { type Azurite, HOW_TO_HAVE_AZURITE, hasAzurite, startAzurite } from './azurite.ts';

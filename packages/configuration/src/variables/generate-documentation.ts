import { writeFileSync } from 'node:fs';
import { configurationPage, environmentExample } from './documentation.ts';

const ROOT = new URL('../../../../', import.meta.url);

writeFileSync(new URL('docs/configuration.md', ROOT), configurationPage());
writeFileSync(new URL('.env.example', ROOT), environmentExample());

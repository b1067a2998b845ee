import { join } from 'node:path';
import process from 'node:process';
import { ROOT } from '../../workspace.ts';
import { BICEP_VERSION } from './bicep-package.ts';
import { bringCompiler } from './bring-compiler.ts';
import { compileInfra } from './compile-infra.ts';

// Compiles `infra/azure`: `npx pnpm@12 bicep`. Exits with 1 when the compiler has anything to say, and with 0
// when there is no compiler to be had.
const compiler = bringCompiler();
if (compiler.kind === 'missing') {
  process.stdout.write(`Skipped, nothing was compiled. ${compiler.why}\n`);
} else {
  process.stdout.write(`Bicep ${BICEP_VERSION}\n`);
  for (const { step, mistakes } of compileInfra(compiler.program, join(ROOT, 'infra/azure'))) {
    process.stdout.write(`${mistakes.length === 0 ? 'ok' : 'failed'}: bicep ${step}\n`);
    for (const mistake of mistakes) process.stderr.write(`${mistake}\n`);
    if (mistakes.length > 0) process.exitCode = 1;
  }
}

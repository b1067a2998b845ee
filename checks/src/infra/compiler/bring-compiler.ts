import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BICEP_VERSION, bicepPackage } from './bicep-package.ts';

const MAX_RESTORE_MS = 300_000;

/** The compiler, or a sentence that says why there is none. */
export type Compiler =
  | { readonly kind: 'here'; readonly program: string }
  | { readonly kind: 'missing'; readonly why: string };

/** Looks whether the compiler was brought before. Downloads nothing. */
export function findCompiler(): Compiler {
  const { program } = bicepPackage();
  if (existsSync(program)) return { kind: 'here', program };
  return { kind: 'missing', why: 'The Bicep compiler is not here: `npx pnpm@12 bicep` brings it.' };
}

/**
 * Brings the compiler from NuGet, with `dotnet restore` of a project that asks for its package, unless it is
 * here already. The program is in the package as it is, so nothing is installed.
 */
export function bringCompiler(): Compiler {
  const here = findCompiler();
  if (here.kind === 'here') return here;
  const { name, folder, program } = bicepPackage();
  const project = mkdtempSync(join(tmpdir(), 'bicep-'));
  try {
    writeFileSync(join(project, 'bicep.csproj'), projectFor(name));
    const { error, status, stdout } = spawnSync('dotnet', ['restore', '--packages', folder], {
      cwd: project,
      encoding: 'utf8',
      timeout: MAX_RESTORE_MS,
    });
    if (error !== undefined) return { kind: 'missing', why: `\`dotnet\` can't be started: ${error.message}` };
    if (status === 0 && existsSync(program)) return { kind: 'here', program };
    const [line = 'it does not say why'] = stdout.split('\n').filter((text) => text.includes('error'));
    return { kind: 'missing', why: `NuGet does not give ${name} ${BICEP_VERSION}: ${line.trim()}` };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

/** A project of nothing but the package; without the framework, which would be downloaded too. */
function projectFor(name: string): string {
  return `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="${name}" Version="[${BICEP_VERSION}]" />
  </ItemGroup>
</Project>
`;
}

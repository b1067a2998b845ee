import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** The version of Microsoft's Bicep compiler that the files of `infra/azure` are compiled with. */
export const BICEP_VERSION = '0.49.2';

const SYSTEMS: Record<string, string> = { linux: 'linux', darwin: 'osx', win32: 'win' };

/** The compiler as a package of NuGet's. */
export interface BicepPackage {
  /** The package for this kind of machine. */
  readonly name: string;
  /** The folder that packages are kept in, outside the repository: one download serves all clones. */
  readonly folder: string;
  /** The program, once the package is there. */
  readonly program: string;
}

/** The package for this kind of machine. */
export function bicepPackage(): BicepPackage {
  const { platform, arch } = process;
  const name = `Azure.Bicep.CommandLine.${SYSTEMS[platform] ?? platform}-${arch}`;
  const folder = join(homedir(), '.cache', 'spotler-connector', 'nuget');
  const tools = join(folder, name.toLowerCase(), BICEP_VERSION, 'tools');
  return { name, folder, program: join(tools, platform === 'win32' ? 'bicep.exe' : 'bicep') };
}

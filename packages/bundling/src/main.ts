import { bundleApp } from './bundle-app.ts';

// Called as the `build` script of a package, and so in its folder: `main.ts [file to start]`.
const [main = 'src/main.ts'] = process.argv.slice(2);
const { entry, bytes } = await bundleApp({ folder: process.cwd(), main });
process.stdout.write(`${entry}: ${(bytes / 1e6).toFixed(1)} MB\n`);

export { type Exploration, exploreAll } from './explore.ts';
export { aModel } from './model-world.ts';
export { LONG_SCENES, SCENES } from './scenes.ts';

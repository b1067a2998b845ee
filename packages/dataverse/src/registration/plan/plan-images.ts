import type { DesiredStep } from '../desired/desired.ts';
import type { PresentImage } from '../present/present.ts';
import { finding, type PlanItem } from './plan.ts';
import { differences, differing } from './value-differences.ts';

const IMAGES = 'sdkmessageprocessingstepimages';

/** The images of one step. Each sends values of the row along, so there is at most the one that is needed. */
export function planImages(
  { name, image }: DesiredStep,
  stepId: string | null,
  present: readonly PresentImage[],
): PlanItem[] {
  const found = image === null ? undefined : present.find((each) => each.name === image.name);
  const others = present
    .filter((each) => each !== found)
    .map((each) => otherImage(each, each.name.startsWith(`${name}, `)));
  if (image === null) return others;
  if (found === undefined) {
    return [
      {
        kind: 'image',
        name: image.name,
        state: 'create',
        says: [],
        mends: [{ do: 'create-image', step: name, stepId, image }],
      },
      ...others,
    ];
  }
  const changed = differing(found.columns, image.columns);
  const columns = Object.fromEntries(changed.map((column) => [column, image.columns[column] ?? null]));
  const mends =
    changed.length === 0 ? [] : [{ do: 'update' as const, entitySet: IMAGES, id: found.id, columns }];
  const says = differences(found.columns, image.columns);
  return [
    { kind: 'image', name: image.name, state: changed.length === 0 ? 'right' : 'update', says, mends },
    ...others,
  ];
}

/** An image that is to go. */
export function imageRemoval({ id, name }: PresentImage, ...says: readonly string[]): PlanItem {
  return {
    kind: 'image',
    name,
    state: 'remove',
    says,
    mends: [{ do: 'remove', entitySet: IMAGES, id }],
  };
}

function otherImage(image: PresentImage, ours: boolean): PlanItem {
  if (ours) return imageRemoval(image, 'it is not needed (any more)');
  return finding('image', image.name, 'foreign', [
    'somebody has added it to our step; it sends values of the record along, which nobody needs',
  ]);
}

import type { FaultName } from '../view/view.ts';
import { useActing } from './acting.ts';

const FAULTS: readonly (readonly [FaultName, string])[] = [
  ['none', 'works'],
  ['down', 'is down'],
  ['slow', 'is slow (2 s)'],
  ['busy', 'is too busy (429)'],
  ['refusing', 'refuses us (401)'],
  ['late', 'fails, and does it later'],
  ['nonsense', 'answers nonsense'],
];

/** Lets one break a system, and mend it. */
export function FaultChoice({
  system,
  name,
  fault,
}: {
  readonly system: 'dataverse' | 'spotler';
  readonly name: string;
  readonly fault: FaultName;
}) {
  const { ready, act } = useActing();
  return (
    <label class={fault === 'none' ? 'fault' : 'fault broken'}>
      {name}{' '}
      <select
        value={fault}
        disabled={!ready}
        onChange={({ currentTarget }) => {
          const chosen = FAULTS.find(([value]) => value === currentTarget.value);
          if (chosen !== undefined) act({ kind: 'break', system, fault: chosen[0] });
        }}
      >
        {FAULTS.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

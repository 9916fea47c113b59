import { useState } from 'react';
import { type Pair, start } from './start';

/** One value of the pair, and whether it is visible. */
export interface PairValue {
  readonly label: 'Client ID' | 'Secret';
  readonly value: string;
  readonly shows: 'value' | 'dots' | 'nothing';
}

/** Which values are shown, and what the button below them does. */
export function usePairSteps(pair: Pair): {
  values: readonly PairValue[];
  isLast: boolean;
  next: () => void;
  reveal: () => void;
} {
  const [isRevealed, setRevealed] = useState(false);
  const [step, setStep] = useState(0);
  const { pairAs } = start.settings;
  const open = pairAs === 'copy' ? 'nothing' : 'value';
  const clientId: PairValue = { label: 'Client ID', value: pair.clientId, shows: open };
  const secret: PairValue = {
    label: 'Secret',
    value: pair.secret,
    shows: pairAs === 'masked' && !isRevealed ? 'dots' : open,
  };
  const both = pairAs === 'steps' ? [step === 0 ? clientId : secret] : [clientId, secret];
  return {
    values: both,
    isLast: pairAs !== 'steps' || step === 1,
    next: () => setStep(1),
    reveal: () => setRevealed(true),
  };
}

/**
 * The steps that a person sees, in order. Each stage of the journey says to which it belongs. A setup has the six from `logIn`
 * to `test`; a new Secret begins and ends with the old client instead, and enables nothing.
 */
export const stepIds = ['look', 'logIn', 'create', 'capture', 'send', 'enable', 'test', 'retire'] as const;

/** One of the steps. */
export type StepId = (typeof stepIds)[number];

/** The steps of a setup, and those of a new Secret. */
export const stepsOf = (mode: 'renew' | (string & {})): readonly StepId[] =>
  stepIds.filter((each) => (mode === 'renew' ? each !== 'enable' : each !== 'look' && each !== 'retire'));

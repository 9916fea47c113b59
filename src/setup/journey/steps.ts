/** The six steps that a person sees, in order. Each stage of the journey says to which it belongs. */
export const stepIds = ['logIn', 'create', 'capture', 'send', 'enable', 'test'] as const;

/** One of the six steps. */
export type StepId = (typeof stepIds)[number];

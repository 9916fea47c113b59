import { lazily } from '../../ui/lazily';

/** The way from a step to the page about it. It comes after the step itself, which nobody waits for. */
export const StepHelp = lazily(
  () => import('./step-help'),
  (from) => from.StepHelp,
);

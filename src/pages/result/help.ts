import { lazily } from '../../ui/lazily';

/** The way from a step to the page about it. It is loaded after the step itself: nobody waits for it. */
export const StepHelp = lazily(
  () => import('./step-help'),
  (from) => from.StepHelp,
);

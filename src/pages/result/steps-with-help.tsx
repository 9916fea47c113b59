import type { Journey } from '../../setup/journey/journey';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Steps } from '../parts/steps';
import { StepHelp } from './help';

/** The steps of a setup, each with the way to the page about it. */
export const StepsWithHelp = ({ journey, profile }: { journey: Journey; profile: Profile }) => (
  <Steps
    journey={journey}
    dashboardName={dashboardName(profile)}
    help={(step, label) => <StepHelp step={step} label={label} profile={profile} />}
  />
);

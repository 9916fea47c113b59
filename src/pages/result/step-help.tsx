import { oauthGuide } from '../../bitbucket/guide';
import { fieldsets } from '../../dashboards/fieldsets';
import type { StepId } from '../../setup/journey/steps';
import type { Profile } from '../../setup/profiles/profile';
import { HelpLink } from '../parts/help-link';

/** The address of a page about what a step does, at Bitbucket or the dashboard; undefined where there is none. */
export function guideOf(step: StepId, { dashboard }: Pick<Profile, 'dashboard'>): string | undefined {
  const { guides = {} } = fieldsets[dashboard];
  if (step === 'send') return guides.connection;
  if (step === 'enable') return guides.applications ?? guides.connection;
  return step === 'test' ? undefined : oauthGuide;
}

/** Leads from a step of a setup to the page about it. */
export function StepHelp({
  step,
  label,
  profile,
}: {
  readonly step: StepId;
  readonly label: string;
  readonly profile: Profile;
}) {
  const guide = guideOf(step, profile);
  return guide === undefined ? null : <HelpLink about={label} address={guide} />;
}

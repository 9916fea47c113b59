import type { Decision } from '../../extension/messages/schemas';
import { happenedWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Problem } from '../../setup/problems';
import type { Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';
import { OpenDashboard } from '../parts/open-dashboard';

/** The login is tried in the dashboard; only the person sees what it says there. */
export const Trying = (props: {
  /** The missing rights, unless there is a `problem`. */
  readonly missing: string;
  readonly problem: Problem | undefined;
  readonly name: string;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) => (
  <section class="review">
    <h2>{t('tryTitle', props.name)}</h2>
    {props.problem ? <Why problem={props.problem} name={props.name} /> : <p>{t('tryWhy', props.missing)}</p>}
    <p>{t('tryHow', props.name)}</p>
    <div class="buttons">
      <Button
        look="primary"
        disabled={props.commands.isBusy}
        onPress={() => props.decide({ kind: 'tried', worked: true })}
      >
        {t('trySaw')}
      </Button>
      <Button disabled={props.commands.isBusy} onPress={() => props.decide({ kind: 'tried', worked: false })}>
        {t('trySawNot')}
      </Button>
      <OpenDashboard profile={props.profile} name={props.name} />
    </div>
  </section>
);

/** Why Keyferry does not test the login itself, with what was said of it. */
const Why = ({ problem, name }: { readonly problem: Problem; readonly name: string }) => (
  <>
    <p>{happenedWords(problem, name)}</p>
    <p>{t('tryInstead')}</p>
  </>
);

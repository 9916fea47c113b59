import { t } from '../../extension/words/text';
import type { Problem } from '../../setup/problems';
import { type ApiProfile, addressOf } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { ProblemAlert } from './problem';

/**
 * Why a credential could not be checked. Where there is no dashboard at the address, but maybe at another one, this names that,
 * and looks there once the person says so: the browser lets no page reach a site without a press.
 */
export const NoAccess = ({
  problem,
  dashboardName,
  elsewhere,
  look,
}: {
  readonly problem: Problem;
  readonly dashboardName: string;
  readonly elsewhere: ApiProfile | undefined;
  readonly look: (elsewhere: ApiProfile) => void;
}) => (
  <>
    <ProblemAlert problem={problem} dashboardName={dashboardName} />
    {elsewhere && (
      <div class="hintbox">
        <p>{t('perhapsElsewhere', addressOf(elsewhere))}</p>
        <div class="buttons">
          <Button onPress={() => look(elsewhere)}>{t('lookElsewhere', addressOf(elsewhere))}</Button>
        </div>
      </div>
    )}
  </>
);

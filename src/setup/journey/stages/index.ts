import type { Resumable, ResumableRules, StageKind, StageRules } from '../stage';
import { inspecting, mending, surveying } from './check-setup';
import { creating } from './create';
import { enabling } from './enable';
import { done, stopped } from './ends';
import { capturing, checking } from './get-pair';
import { handing } from './hand-over';
import { finding } from './log-in';
import { deleting, noting, parting, retiring } from './new-secret';
import { guiding } from './own-form';
import { confirming, offering, picking, reviewing, sending } from './send';
import { agreeing, switching } from './switch-on';
import { reading, testing, trying } from './test-login';
import { undoing, undone } from './undo';

/** Where every stage leads. */

export const stages = {
  finding,
  creating,
  capturing,
  checking,
  confirming,
  sending,
  picking,
  reviewing,
  offering,
  switching,
  agreeing,
  handing,
  guiding,
  enabling,
  surveying,
  inspecting,
  mending,
  testing,
  trying,
  noting,
  parting,
  retiring,
  deleting,
  reading,
  undoing,
  undone,
  done,
  stopped,
} satisfies {
  readonly [Kind in StageKind]: Kind extends Resumable ? ResumableRules<Kind> : StageRules<Kind>;
};

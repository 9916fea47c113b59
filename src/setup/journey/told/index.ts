import * as v from 'valibot';
import type { Stage } from '../journey';
import type { StageKind, StageTold } from '../stage';
import type { StepId } from '../steps';
import {
  inspecting,
  inspectingFields,
  mending,
  mendingFields,
  surveying,
  surveyingFields,
} from './check-setup';
import { creating, creatingFields } from './create';
import { enabling, enablingFields } from './enable';
import { done, doneFields, stopped, stoppedFields } from './ends';
import { capturing, capturingFields, checking, checkingFields } from './get-pair';
import { handing, handingFields } from './hand-over';
import { finding, findingFields } from './log-in';
import {
  deleting,
  deletingFields,
  noting,
  notingFields,
  parting,
  partingFields,
  retiring,
  retiringFields,
} from './new-secret';
import { guiding, guidingFields } from './own-form';
import {
  confirming,
  confirmingFields,
  offering,
  offeringFields,
  picking,
  pickingFields,
  reviewing,
  reviewingFields,
  sending,
  sendingFields,
} from './send';
import { agreeing, agreeingFields, switching, switchingFields } from './switch-on';
import { reading, readingFields, testing, testingFields, trying, tryingFields } from './test-login';
import { undoing, undoingFields, undone, undoneFields } from './undo';

/** Every stage that there is: what is written down of it, and what is told of it. */

export const stageSchema = v.variant('kind', [
  findingFields,
  creatingFields,
  capturingFields,
  checkingFields,
  confirmingFields,
  sendingFields,
  pickingFields,
  reviewingFields,
  offeringFields,
  switchingFields,
  agreeingFields,
  handingFields,
  guidingFields,
  enablingFields,
  surveyingFields,
  inspectingFields,
  mendingFields,
  testingFields,
  tryingFields,
  readingFields,
  notingFields,
  partingFields,
  retiringFields,
  deletingFields,
  undoingFields,
  undoneFields,
  doneFields,
  stoppedFields,
]);

export const told = {
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
  reading,
  noting,
  parting,
  retiring,
  deleting,
  undoing,
  undone,
  done,
  stopped,
} satisfies { readonly [Kind in StageKind]: StageTold<Kind> };

/** The step that a stage belongs to; for one that goes through several, the step of the part it is at. */
export const stepOf = (stage: Stage): StepId => ('part' in stage ? stage.part : told[stage.kind].step);

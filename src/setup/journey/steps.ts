/** The six steps that a person sees, in order, each with the stages of the journey that belong to it. */
const steps = [
  { id: 'logIn', stages: ['finding'] },
  { id: 'create', stages: ['creating', 'inspecting'] },
  { id: 'capture', stages: ['capturing', 'checking'] },
  {
    id: 'send',
    stages: ['confirming', 'sending', 'picking', 'reviewing', 'offering', 'comparing', 'handing', 'undoing'],
  },
  { id: 'enable', stages: ['enabling'] },
  { id: 'test', stages: ['testing', 'trying'] },
] as const;

export type StepId = (typeof steps)[number]['id'];
type StageKind = (typeof steps)[number]['stages'][number];

export const stepIds = steps.map((step) => step.id);

/** The step that a stage belongs to. */
export function stepOf(stage: StageKind): StepId {
  const found = steps.find((step) => (step.stages as readonly StageKind[]).includes(stage));
  if (!found) throw new RangeError(`${stage} belongs to no step`);
  return found.id;
}

import * as v from 'valibot';
import type { Journey } from '../journey';
import type { StageTold } from '../stage';

/** On the way to the workspace's list; `attempt` counts the addresses that were tried, `failedIn` is the last one's document. */
export const findingFields = v.object({
  kind: v.literal('finding'),
  attempt: v.number(),
  failedIn: v.optional(v.string()),
  waiting: v.picklist(['page', 'login', 'workspace', 'elsewhere']),
  /**
   * The helper has not spoken in time: `there`, though the tab shows a Bitbucket page, or `untold`, where the browser does not
   * tell what it shows, as on Atlassian's own login page.
   */
  silent: v.optional(v.picklist(['there', 'untold'])),
  /** The other workspace that the tab shows meanwhile. */
  here: v.optional(v.string()),
  /** Workspaces that Bitbucket's pages have named, for the person to choose from. */
  found: v.optional(v.array(v.string())),
});

const lines = { page: 'now_finding', login: 'now_login', workspace: 'now_workspace' } as const;

/** The workspaces that the person is asked to choose from. */
export const workspacesToChoose = ({
  waiting,
  found = [],
}: v.InferOutput<typeof findingFields>): readonly string[] => (waiting === 'workspace' ? found : []);

/** The other workspace that the tab shows; the person may mean that one. Undefined where it shows none. */
export const workspaceHere = ({ waiting, here }: v.InferOutput<typeof findingFields>): string | undefined =>
  waiting === 'elsewhere' ? here : undefined;

/** Nothing comes from Bitbucket's page that the tab shows. */
export const isUnheard = ({ silent }: v.InferOutput<typeof findingFields>): boolean => silent === 'there';

/** Whether a journey uses a pair at all. */
export const takesPair = ({ mode }: Journey): boolean => mode !== 'test' && mode !== 'check';

export const finding: StageTold<'finding'> = {
  step: 'logIn',
  goesOn: 'at-bitbucket',
  isTheirTurn: (at) => at.waiting !== 'page' || isUnheard(at),
  says: ({ at, journey }) => {
    if (isUnheard(at)) return ['now_unheard'];
    if (at.waiting === 'elsewhere') return ['now_elsewhere', at.here ?? '', journey.workspace];
    return [workspacesToChoose(at).length > 0 ? 'now_whichWorkspace' : lines[at.waiting]];
  },
};

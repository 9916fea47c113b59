import { apiDashboards } from '../../dashboards';
import type { Journey } from '../../setup/journey/journey';
import { workspaceHere, workspacesToChoose } from '../../setup/journey/standing';
import {
  callbackUrlOf,
  dashboardAt,
  dashboardName,
  isOverApi,
  loginTestsOf,
  type Profile,
} from '../../setup/profiles/profile';
import { type Commands, decideOn } from '../parts/commands';
import {
  ChooseClient,
  ChooseConnection,
  ChooseWorkspace,
  Complaint,
  Consent,
  DeleteOld,
  Foreign,
  HandOver,
  KeepOld,
  NoHelper,
  Offer,
  Pause,
  Reading,
  Review,
  Stopped,
  SwitchOn,
  Trying,
  Unheard,
  WorkspaceHere,
} from './seldom';

interface NeedsProps {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly commands: Commands;
  /** The popup has little room: what takes more is on the result page. */
  readonly isSmall?: boolean;
  /** The page's own heading says what a routine question is about. */
  readonly hasHeadline?: boolean;
}

/** What the journey waits for the person to decide or to put right; nothing where it needs nobody. */
export function Needs({ journey, profile, commands, isSmall = false, hasHeadline = false }: NeedsProps) {
  const { stage, pause } = journey;
  const name = dashboardName(profile);
  const decide = decideOn(journey, commands);
  const offered = isOverApi(profile) ? apiDashboards[profile.dashboard].about.alternative : undefined;
  if (pause) return <Pause pause={pause} dashboardName={name} commands={commands} decide={decide} />;
  if (journey.unheard) return <Unheard shows={journey.unheard} commands={commands} decide={decide} />;
  switch (stage.kind) {
    case 'finding': {
      if (journey.isRetiring && stage.waiting !== 'page') return <KeepOld decide={decide} />;
      const found = workspacesToChoose(stage);
      const here = workspaceHere(stage);
      if (stage.silent)
        return (
          <NoHelper journey={journey} stage={stage} commands={commands} decide={decide} isSmall={isSmall} />
        );
      if (here !== undefined) return <WorkspaceHere here={here} decide={decide} />;
      return found.length === 0 ? null : <ChooseWorkspace found={found} decide={decide} />;
    }
    case 'creating':
      return stage.complaint === undefined ? null : (
        <Complaint complaint={stage.complaint} commands={commands} />
      );
    case 'capturing':
      return stage.name !== undefined ? null : <ChooseClient names={stage.choices} decide={decide} />;
    case 'picking':
      return (
        <>
          <Foreign journey={journey} />
          <ChooseConnection connections={stage.connections} dashboardName={name} decide={decide} />
        </>
      );
    case 'confirming':
      return (
        <Consent
          key={journey.id}
          journey={journey}
          dashboardName={name}
          dashboardAt={dashboardAt(profile)}
          commands={commands}
          decide={decide}
        />
      );
    case 'reviewing':
      return (
        <>
          <Foreign journey={journey} />
          <Review
            journey={journey}
            stage={stage}
            dashboardAt={dashboardAt(profile)}
            commands={commands}
            decide={decide}
          />
        </>
      );
    case 'agreeing':
      return (
        <SwitchOn
          stage={stage}
          dashboardName={name}
          dashboardAt={dashboardAt(profile)}
          commands={commands}
          decide={decide}
        />
      );
    case 'offering':
      return !offered ? null : (
        <Offer dashboardAt={dashboardAt(profile)} offered={offered} commands={commands} decide={decide} />
      );
    case 'handing':
    case 'guiding':
      return (
        <HandOver journey={journey} profile={profile} commands={commands} decide={decide} isSmall={isSmall} />
      );
    case 'retiring':
    case 'deleting':
      return (
        <DeleteOld
          journey={journey}
          dashboardName={name}
          commands={commands}
          decide={decide}
          isSmall={isSmall}
        />
      );
    case 'trying':
      return (
        <Trying
          missing={stage.missing}
          problem={stage.problem}
          name={name}
          profile={profile}
          commands={commands}
          decide={decide}
        />
      );
    case 'reading':
      return stage.isOpen ? (
        <Reading
          name={name}
          tests={loginTestsOf(profile)}
          address={callbackUrlOf(profile)}
          commands={commands}
          decide={decide}
        />
      ) : null;
    case 'stopped':
      return (
        <Stopped
          problem={stage.problem}
          journey={journey}
          profile={profile}
          commands={commands}
          decide={decide}
          isSmall={isSmall}
          hasHeadline={hasHeadline}
        />
      );
    default:
      return null;
  }
}

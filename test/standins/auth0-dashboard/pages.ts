import type { Language } from './words';

/** Which pages the dashboard has, and what it is like for the person who comes to it. */
export interface DashboardSettings {
  /** classic: until 2026; redesigned: offered since August 2026. */
  generation: 'classic' | 'redesigned';
  language: Language;
  /** What lies over the page until it is pressed away: a tour, or the offer of one, and a cookie banner. */
  popUps: boolean;
  /** What the Secret's field holds once a person has left it: the value, hidden by the way it is drawn, or dots. */
  secret: 'value' | 'dots';
  /** What stands above the boxes of a connection. */
  boxesAre: 'Attributes' | 'Permissions';
  /** other-words: labels that nobody has written down. */
  form: 'usual' | 'other-words';
  /** The choice of what a connection is for. */
  asksPurpose: boolean;
  /** Whether the person sees applications; an editor of connections has no right to. */
  seesApplications: boolean;
}

export const dashboardSettings = (): DashboardSettings => ({
  generation: 'classic',
  language: 'en',
  popUps: false,
  secret: 'value',
  boxesAre: 'Attributes',
  form: 'usual',
  asksPurpose: true,
  seesApplications: true,
});

/** What was done in the dashboard that is not seen in the tenant's state. */
export interface DashboardLog {
  /** How often the terms of an integration were accepted. */
  acceptedTerms: number;
  /** What was pressed on what lies over the pages. */
  readonly pressedPopUps: string[];
  /** What was made in a tenant that is not the stand-in's. */
  readonly madeElsewhere: Record<string, unknown>[];
}

export const dashboardLog = (): DashboardLog => ({ acceptedTerms: 0, pressedPopUps: [], madeElsewhere: [] });

/** Where the social connections are, below a tenant's address. */
export const listPath = ({ generation }: Pick<DashboardSettings, 'generation'>): string =>
  generation === 'classic' ? 'connections/social' : 'connections';

/** Each generation in each language, with what a scenario calls it. */
export const everyDashboard = (['classic', 'redesigned'] as const).flatMap((generation) =>
  (['en', 'ja', 'fr'] as const).map(
    (language) => [`${generation}, ${language}`, { generation, language }] as const,
  ),
);

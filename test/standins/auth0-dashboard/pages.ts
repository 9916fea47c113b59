import type { Language } from './words';

/** Which pages the dashboard has, and how it looks to the person who comes to it. */
export interface DashboardSettings {
  /** classic: until 2026; redesigned: offered since August 2026. */
  generation: 'classic' | 'redesigned';
  language: Language;
  /** What lies over the page until it is dismissed: a tour, or the offer of one, and a cookie banner. */
  popUps: boolean;
  /** What the Secret's field holds after a person has left it: the value, hidden by the way it is drawn, or dots. */
  secret: 'value' | 'dots';
  /** The heading above the boxes of a connection. */
  boxesAre: 'Attributes' | 'Permissions';
  /** other-words: unknown labels. */
  form: 'usual' | 'other-words';
  /** Whether it asks what a connection is for. */
  asksPurpose: boolean;
  /** Whether the person sees applications; an editor of connections may not. */
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

/** What was done in the dashboard and does not show in the tenant's state. */
export interface DashboardLog {
  /** How often the terms of an integration were accepted. */
  acceptedTerms: number;
  /** What was pressed in what lies over the pages. */
  readonly pressedPopUps: string[];
  /** What was made in another tenant than the stand-in's. */
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

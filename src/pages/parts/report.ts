import { versions } from '../../extension/platform/about';
import type { keptLogin } from '../../extension/store/journey';
import { stepLabel } from '../../extension/words/journey';
import { problemParams, saidWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { stepsOf } from '../../setup/journey/steps';
import type { LoginSeen } from '../../setup/login-seen';
import type { Point } from '../../setup/points';
import type { Problem } from '../../setup/problems';
import { addressOf, dashboardName, type Profile } from '../../setup/profiles/profile';
import { pointLabel, pointWords } from './check-points';
import { lastPageWords, pointsSeen } from './login-seen';
import { stateOfStep, stateWords, stepNote } from './steps';

/**
 * A setup as a report, for whoever helps: what was set up where, by which versions, each step with what it did and when, what a
 * check found, and what went wrong, in the words of whoever refused something. It holds nothing secret; names of persons and
 * their addresses are in it only where that is asked for.
 */

type Login = NonNullable<Awaited<ReturnType<typeof keptLogin.read>>>;
/** The forms that a report comes in. */
export type ReportFormat = 'markdown' | 'json';

interface ReportOptions {
  readonly format: ReportFormat;
  /** With e-mail addresses wherever they stand, and with who logged in. */
  readonly hasPersons?: boolean;
  readonly login?: Login | undefined;
}

/** The report of a setup as a text. */
export function reportOf(
  journey: Journey,
  profile: Profile,
  { format, hasPersons = false, login }: ReportOptions = { format: 'markdown' },
): string {
  const content = contentOf(journey, profile, hasPersons ? login : undefined);
  const text = format === 'json' ? `${JSON.stringify(content, null, 2)}\n` : markdownOf(content);
  return hasPersons ? text : withoutAddresses(text);
}

/** What somebody typed, and a site's own words, may name a person. */
const withoutAddresses = (text: string): string => text.replace(/[^\s“”"'<>`]+@[^\s“”"'<>`]+/g, '…@…');

const jobs = {
  create: 'setUp',
  existing: 'useExisting',
  check: 'checkSetup',
  test: 'runTest',
  renew: 'newSecret',
} as const;

/** What a journey was begun for. */
export const jobWords = ({ mode }: Pick<Journey, 'mode'>): string => t(jobs[mode]);

const time = (ms: number): string => new Date(ms).toISOString();

function contentOf(journey: Journey, profile: Profile, login: Login | undefined) {
  const { stage, consumer, connection, record, points, foreign, old, switchedFor, loginSeen } = journey;
  const name = dashboardName(profile);
  const { extension, browser } = versions();
  return {
    keyferry: extension,
    browser,
    at: time(journey.changedAt ?? journey.startedAt),
    job: jobWords(journey),
    profile: profile.name,
    dashboard: name,
    address: addressOf(profile),
    workspace: journey.workspace,
    ...(consumer ? { client: { name: consumer.name, id: consumer.key ?? consumer.keyHint } } : {}),
    ...(old ? { oldClient: { ...old } } : {}),
    ...(connection ? { connection: { name: connection.name, id: connection.id, did: connection.did } } : {}),
    ...(switchedFor ? { switchedOnFor: switchedFor } : {}),
    ...(foreign ? { notBitbuckets: foreign.map((each) => each.name) } : {}),
    steps: stepsOf(journey.mode).map((step) => {
      const done = record.find((each) => each.step === step);
      // The test's note is who logged in.
      const did = step === 'test' ? undefined : stepNote(journey, step, name);
      return {
        step: stepLabel(step, name),
        state: stateWords(stateOfStep(journey, step)),
        ...(did === undefined ? {} : { did }),
        ...(done ? { at: time(done.at) } : {}),
      };
    }),
    ...(points ? { points: points.map((each) => toldPoint(each, name)) } : {}),
    ...(stage.kind === 'stopped' ? { problem: toldProblem(stage.problem, name) } : {}),
    ...(loginSeen && stage.kind !== 'done' && stage.kind !== 'undone'
      ? { seen: toldSeen(loginSeen, name) }
      : {}),
    ...(login ? { loggedIn: { name: login.name, email: login.email, id: login.sub } } : {}),
  };
}
type Content = ReturnType<typeof contentOf>;

/** A point of a check. Of the login it tells only that it worked: the rest is who logged in. */
function toldPoint(point: Point, dashboardName: string) {
  const { point: id, state, params } = point;
  const told = { point: pointLabel(id, dashboardName), state };
  if (id === 'test' && state === 'good') return { ...told, found: t('stateGood') };
  const words = pointWords(point, dashboardName);
  return { ...told, found: id === 'callback' && state === 'bad' ? `${words} ${params.join(' ≠ ')}` : words };
}

/** What was seen of a login that failed. */
const toldSeen = (seen: LoginSeen, dashboardName: string) => ({
  window: lastPageWords(seen.last),
  points: pointsSeen(seen, dashboardName).map(({ id, state, words }) => ({
    point: pointLabel(id, dashboardName),
    state,
    found: words,
  })),
});

const toldProblem = (problem: Problem, dashboardName: string) => {
  const words = (part: 'what' | 'why' | 'todo') =>
    t(`problem_${problem.code}_${part}`, ...problemParams(problem, dashboardName));
  const said = saidWords(problem);
  return {
    code: problem.code,
    what: words('what'),
    why: words('why'),
    todo: words('todo'),
    ...(said === '' ? {} : { said }),
  };
};

/** Others' words in a report are text, whatever they would be in Markdown: no link, no picture, no mention of anybody. */
const code = (text: string): string => `\`${text.replaceAll('`', '’').replace(/\s+/g, ' ')}\``;
const lines = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

function markdownOf(content: Content): string {
  const {
    client,
    oldClient,
    connection,
    switchedOnFor,
    notBitbuckets,
    steps,
    points,
    problem,
    seen,
    loggedIn,
  } = content;
  const section = (title: string, rows: readonly string[]) =>
    rows.length === 0 ? [] : ['', `## ${title}`, '', ...rows];
  return [
    `# ${t('reportTitle')}`,
    '',
    `- ${t('report_versions', content.keyferry, content.browser)}, ${content.at}`,
    `- ${content.job}: ${code(content.profile)}`,
    `- ${content.dashboard}: ${code(content.address)}`,
    `- ${t('workspace')}: ${code(content.workspace)}`,
    ...(client ? [`- ${code(client.name)}: ${code(client.id)}`] : []),
    ...(oldClient
      ? [
          `- ${t('retireTitle')}: ${[oldClient.name ?? '', oldClient.key].filter(Boolean).map(code).join(': ')}${oldClient.fate ? ` (${oldClient.fate})` : ''}`,
        ]
      : []),
    ...(connection ? [`- ${code(connection.name)}: ${code(connection.id)} (${connection.did})`] : []),
    ...(switchedOnFor ?? []).map((each) => `- ${t('doing_switchOn')}: ${code(each)}`),
    ...(notBitbuckets ?? []).map((name) => `- ${code(name)}`),
    ...section(
      t('stepsName'),
      steps.map(
        ({ step, state, did, at }, index) =>
          `${index + 1}. ${step}: ${did === undefined ? state : code(did)}${at ? ` (${at})` : ''}`,
      ),
    ),
    ...section(
      t('pointsName'),
      (points ?? []).map(({ point, state, found }) => `- ${point}, ${state}: ${code(found)}`),
    ),
    ...section(
      t('worksNotTitle'),
      problem
        ? [
            `- ${problem.code}: ${lines(problem.what)}`,
            `- ${lines(problem.why)}`,
            `- ${lines(problem.todo)}`,
            ...(problem.said ? [`- ${code(problem.said)}`] : []),
          ]
        : [],
    ),
    ...section(
      t('seenTitle'),
      seen
        ? [
            `- ${t('seenWindow')}: ${code(seen.window)}`,
            ...seen.points.map(({ point, state, found }) => `- ${point}, ${state}: ${code(found)}`),
          ]
        : [],
    ),
    ...section(
      t('loggedInAs'),
      loggedIn
        ? [loggedIn.name, loggedIn.email, loggedIn.id].flatMap((each) => (each ? [`- ${code(each)}`] : []))
        : [],
    ),
    '',
  ].join('\n');
}

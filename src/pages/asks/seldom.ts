import { lazily } from '../../ui/lazily';

/** Asks that few setups come to. Each is loaded, with what it needs (the locker, every tool's settings), when it is first drawn. */

export const Aside = lazily(
  () => import('./aside'),
  (from) => from.Aside,
);
export const ChooseClient = lazily(
  () => import('./choose'),
  (from) => from.ChooseClient,
);
export const ChooseConnection = lazily(
  () => import('./choose'),
  (from) => from.ChooseConnection,
);
export const ChooseWorkspace = lazily(
  () => import('./choose'),
  (from) => from.ChooseWorkspace,
);
export const Complaint = lazily(
  () => import('./complaint'),
  (from) => from.Complaint,
);
export const Consent = lazily(
  () => import('./consent'),
  (from) => from.Consent,
);
export const Foreign = lazily(
  () => import('../parts/foreign'),
  (from) => from.Foreign,
);
export const HandOver = lazily(
  () => import('./own-form'),
  (from) => from.HandOver,
);
export const DeleteOld = lazily(
  () => import('./new-secret'),
  (from) => from.DeleteOld,
);
export const KeepOld = lazily(
  () => import('./new-secret'),
  (from) => from.KeepOld,
);
export const NoHelper = lazily(
  () => import('./no-helper'),
  (from) => from.NoHelper,
);
export const Unheard = lazily(
  () => import('./no-helper'),
  (from) => from.Unheard,
);
export const Offer = lazily(
  () => import('./send'),
  (from) => from.Offer,
);
export const WorkspaceHere = lazily(
  () => import('./choose'),
  (from) => from.WorkspaceHere,
);
export const ProblemAlert = lazily(
  () => import('../parts/problem'),
  (from) => from.ProblemAlert,
);
export const Points = lazily(
  () => import('../parts/check-points'),
  (from) => from.Points,
);
export const Pause = lazily(
  () => import('./pause'),
  (from) => from.Pause,
);
export const Reading = lazily(
  () => import('./reading'),
  (from) => from.Reading,
);
export const Refused = lazily(
  () => import('./refused'),
  (from) => from.Refused,
);
export const Review = lazily(
  () => import('./send'),
  (from) => from.Review,
);
export const Stopped = lazily(
  () => import('./stopped'),
  (from) => from.Stopped,
);
export const SwitchOn = lazily(
  () => import('./switch-on'),
  (from) => from.SwitchOn,
);
export const Trying = lazily(
  () => import('./trying'),
  (from) => from.Trying,
);
export const UndoQuestion = lazily(
  () => import('./undo-question'),
  (from) => from.UndoQuestion,
);

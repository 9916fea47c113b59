import { lazily } from '../../ui/lazily';

/** Asks that few setups come to. Each comes with what it takes (the locker, every tool's settings) when it is first drawn. */

export const ChooseClient = lazily(async () => (await import('./choose')).ChooseClient);
export const ChooseConnection = lazily(async () => (await import('./choose')).ChooseConnection);
export const ChooseWorkspace = lazily(async () => (await import('./choose')).ChooseWorkspace);
export const Complaint = lazily(async () => (await import('./complaint')).Complaint);
export const Consent = lazily(async () => (await import('./consent')).Consent);
export const Foreign = lazily(async () => (await import('../parts/foreign')).Foreign);
export const HandOver = lazily(async () => (await import('./hand-over')).HandOver);
export const Offer = lazily(async () => (await import('./send')).Offer);
export const WorkspaceHere = lazily(async () => (await import('./choose')).WorkspaceHere);
export const ProblemAlert = lazily(async () => (await import('../parts/problem')).ProblemAlert);
export const OtherUnderWay = lazily(async () => (await import('./aside')).OtherUnderWay);
export const Points = lazily(async () => (await import('../parts/check-points')).Points);
export const Pause = lazily(async () => (await import('./pause')).Pause);
export const Refused = lazily(async () => (await import('./refused')).Refused);
export const Review = lazily(async () => (await import('./send')).Review);
export const Stopped = lazily(async () => (await import('./stopped')).Stopped);
export const TakeUp = lazily(async () => (await import('./aside')).TakeUp);
export const Trying = lazily(async () => (await import('./trying')).Trying);
export const UndoQuestion = lazily(async () => (await import('./undo-question')).UndoQuestion);

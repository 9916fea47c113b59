/** The corners of a window at which the panel docks, in the order in which it goes on from one to the next. */
export const corners = ['bottom-right', 'bottom-left', 'top-left', 'top-right'] as const;
/** A corner of the window. */
export type Corner = (typeof corners)[number];

/** Where a person wants the panel on Bitbucket's pages, and whether folded up. */
export interface PanelPosition {
  readonly corner: Corner;
  readonly isCollapsed: boolean;
}

/** Where the panel is until the person moves it. */
export const usualPlace: PanelPosition = { corner: 'bottom-right', isCollapsed: false };

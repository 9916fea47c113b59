/**
 * What stays where it is for so long, in milliseconds, is pressed. The panel gives way to what its page has just drawn: within
 * 60 ms for the look, the answer to that, and 80 ms more. A click that was aimed before lands on the page.
 */
export const stillMs = 300;

/**
 * How long something must stay in place before it is pressed, in milliseconds. The panel gives way to what its page has just
 * drawn: it takes 60 ms to look, the answer to that, and 80 ms more. A click that was aimed earlier lands on the page.
 */
export const stillMs = 300;

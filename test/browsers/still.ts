/**
 * What stays where it is for so long, in milliseconds, is pressed: the panel gives way to a dialog some 80 ms after it has come,
 * and a click that was aimed before lands on the page.
 */
export const stillMs = 120;

/** Sent to helpers when the journey has moved on: look again. */
export const lookAgain = 'helper/look-again';

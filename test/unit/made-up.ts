import fc from 'fast-check';

/**
 * Seeds what tests make up with fast-check: it is the same in every run, so a failure can be repeated. Another number in the
 * variable KEYFERRY_SEED makes up other things.
 */
fc.configureGlobal({ seed: Number(process.env.KEYFERRY_SEED ?? 20_261_126) });

export default fc;

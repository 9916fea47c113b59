import fc from 'fast-check';

/**
 * What tests make up with fast-check: the same in every run, so that a failure can be looked at again. Another number in the
 * variable KEYFERRY_SEED makes up other things.
 */
fc.configureGlobal({ seed: Number(process.env.KEYFERRY_SEED ?? 20_261_126) });

export default fc;

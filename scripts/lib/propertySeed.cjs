/**
 * Property tests draw their inputs from a seed. Without one given it is another in each run, which finds the most; the
 * checks give one that belongs to the commit, so that a commit that passed passes again wherever it is checked.
 */
const seed = process.env.FAIRWAY_PROPERTY_SEED;
if (seed) {
  require('fast-check').configureGlobal({ seed: Number(seed) });
}

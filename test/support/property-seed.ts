import fc from "fast-check";

/**
 * Properties draw the same values in every run, so that a change fails for what it changes. TRAILKEY_SEED draws
 * others: a failure that it finds becomes a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env.TRAILKEY_SEED ?? 20261123) });

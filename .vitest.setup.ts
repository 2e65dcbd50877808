import fc from "fast-check";

// Properties draw from one seed, so that what passed once passes again; DRS_TEST_SEED=$RANDOM looks elsewhere.
fc.configureGlobal({ seed: Number(process.env["DRS_TEST_SEED"] ?? 1) });

//! Signatures against published examples, and a few of our own where nobody publishes one.
//!
//! Every example was recomputed with a second implementation before it came in here. Not every example on the web is
//! right: see `the_wrong_published_vectors_stay_out`.

mod cos;
mod tc3;

type Pairs = &'static [(&'static str, &'static str)];

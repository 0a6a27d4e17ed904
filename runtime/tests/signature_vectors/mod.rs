//! Signatures compared with published examples, and with a few of our own for unpublished cases.
//!
//! Every example was recomputed with a second implementation before it was added. Some published examples are wrong:
//! see `wrong_published_vectors_are_not_used`.

mod cos;
mod tc3;

type Pairs = &'static [(&'static str, &'static str)];

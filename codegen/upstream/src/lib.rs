//! Turns what the cloud publishes into schemas of a project: [`source`] opens published metadata, [`release`] names where
//! it comes from, [`import`] writes descriptors of it, [`lock`] records what they were written from, [`lexicon`] learns the words of its names, [`mod@propose`] reads its
//! prose and proposes overlay entries for a
//! person to review.

pub mod import;
pub mod lexicon;
pub mod lock;
pub mod propose;
pub mod release;
pub mod source;

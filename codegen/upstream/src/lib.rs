//! Turns what the cloud publishes into schemas of a project: [`import`] writes descriptors from published metadata,
//! [`lexicon`] learns the words of its names, [`mod@propose`] reads its prose and proposes overlay entries for a person to review.

pub mod import;
pub mod lexicon;
pub mod propose;

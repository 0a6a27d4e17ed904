//! Turns what the cloud publishes into schemas of a project: [`mod@acquire`] gets its packages, [`source`] opens published
//! metadata, [`release`] names where it comes from, [`catalogue`] lists its services, [`import`] joins the sites and writes
//! descriptors, [`lock`] records what they were written from, [`lexicon`] learns the words of names, [`mod@propose`] reads
//! prose and proposes overlay entries for a person to review, [`review`] takes them over.

pub mod acquire;
pub mod catalogue;
pub mod import;
pub mod kept;
pub mod lexicon;
pub mod lock;
pub mod propose;
pub mod release;
pub mod review;
pub mod source;

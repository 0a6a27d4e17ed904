//! Turns what the cloud publishes into schemas of a project: [`import`] makes descriptors of published metadata,
//! [`mod@propose`] reads its prose and proposes overlay entries for a person to review.

pub mod import;
pub mod propose;

//! Asynchronous jobs: a submission creates a job, and each query advances its state, in the same order in every run.

mod batch;
pub(crate) mod links;
pub(crate) mod respond;
pub(crate) mod store;
#[cfg(test)]
mod tests;

//! No tracing, without the feature `tracing`.

use std::time::Duration;

use http::response::Parts;

use crate::Error;
use crate::prepared::Prepared;

#[derive(Clone)]
pub(crate) struct Trace;

impl Trace {
    pub(crate) fn of(_: &Prepared) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, work: F) -> F {
        work
    }

    pub(crate) fn attempt(&self, _: u32) {}

    pub(crate) fn received(&self, _: &Parts) {}

    pub(crate) fn failed(&self, _: &Error) {}

    pub(crate) fn succeeded(&self, _: &str) {}

    pub(crate) fn retrying(&self, _: u32, _: &Error, _: Duration) {}
}

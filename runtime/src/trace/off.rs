//! No tracing, without the feature `tracing`.

use std::time::Duration;

use http::response::Parts;

use crate::prepared::Prepared;
use crate::{Body, Error};

#[derive(Clone)]
pub(crate) struct Trace;

impl Trace {
    pub(crate) fn of(_: &Prepared) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, work: F) -> F {
        work
    }

    pub(crate) fn enter(&self, work: impl FnOnce()) {
        work();
    }

    pub(crate) fn sending(&self, _: u32, _: &http::Request<Body>) {}

    pub(crate) fn received(&self, _: &Parts) {}

    pub(crate) fn failed(&self, _: &Error) {}

    pub(crate) fn retrying(&self, _: u32, _: &Error, _: Duration) {}

    pub(crate) fn failing_over(&self, _: &str) {}

    pub(crate) fn succeeded(&self, _: &str) {}

    pub(crate) fn gave_up(&self, _: &Error) {}
}

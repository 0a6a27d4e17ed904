//! No metrics, without the feature `metrics`.

use crate::Error;
use crate::answer::Received;
use crate::prepared::Prepared;

pub(crate) struct Meter;

impl Meter {
    pub(crate) fn start(_: &Prepared) -> Self {
        Self
    }

    pub(crate) fn sending(&self, _: u64) {}

    pub(crate) fn received(&self, _: &Received) {}

    pub(crate) fn finished(&self, _: u32, _: Option<&Error>) {}
}

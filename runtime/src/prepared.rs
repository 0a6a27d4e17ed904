//! A checked and written call, without the type of its output.

use std::sync::Arc;

use crate::meta::Meta;
use crate::request::Parts;
use crate::shared::Shared;
use crate::timeouts::Timeouts;
use crate::{Endpoint, RetryPolicy};

/// A checked and written call, without the type of its output, so that sending is compiled once.
pub(crate) struct Prepared {
    pub(crate) shared: Arc<Shared>,
    pub(crate) meta: Meta,
    pub(crate) parts: Parts,
    pub(crate) bucket: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) endpoints: Endpoints,
    pub(crate) unsigned_payload: bool,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: RetryPolicy,
}

/// The endpoints that the caller chose, if any.
#[derive(Clone, Default)]
pub(crate) struct Endpoints {
    /// The endpoint of the call.
    pub(crate) call: Option<Endpoint>,
    /// The endpoint of the bucket.
    pub(crate) bucket: Option<Endpoint>,
}

impl Prepared {
    pub(crate) fn new(shared: &Arc<Shared>, meta: Meta, parts: Parts) -> Self {
        Self {
            shared: Arc::clone(shared),
            meta,
            parts,
            bucket: None,
            region: shared.region.clone(),
            endpoints: Endpoints::default(),
            unsigned_payload: shared.unsigned_payload,
            timeouts: shared.timeouts,
            retry: shared.retry.clone(),
        }
    }
}

//! The operation of a sent request, for the transport of the feature `testing`.

use super::parts::Parts;
use crate::meta::{Host, Meta};

/// Names the operation of a request, among the request's extensions.
///
/// HTTP alone does not tell: several operations of Cloud Infinite share a route, and an endpoint may put a path of its
/// own before that of the operation.
#[derive(Clone)]
pub(crate) struct Mark {
    pub(crate) meta: Meta,
    pub(crate) path: String,
    pub(crate) host: Option<Host>,
}

impl Mark {
    pub(crate) fn new(meta: Meta, parts: &Parts) -> Self {
        Self { meta, path: parts.path.clone(), host: parts.host }
    }
}

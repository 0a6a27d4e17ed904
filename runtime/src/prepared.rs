//! A checked and written call, without the type of its output.

use std::sync::Arc;

use http::HeaderMap;

use crate::meta::{Meta, Protocol};
use crate::request::{Encoded, Parts};
use crate::shape::Violation;
use crate::shared::Shared;
use crate::timeouts::Timeouts;
use crate::{Endpoint, Error, Language, RetryPolicy, added_header, redact};

/// A checked and written call, without the type of its output, so that sending is compiled once.
pub(crate) struct Prepared {
    pub(crate) shared: Arc<Shared>,
    pub(crate) meta: Meta,
    pub(crate) parts: Parts,
    /// The headers that the caller adds.
    pub(crate) headers: HeaderMap,
    violations: Vec<Violation>,
    /// The texts of sensitive members.
    pub(crate) sensitive: Vec<String>,
    /// Whether the call is sent although its input breaks rules of the schema.
    pub(crate) unchecked: bool,
    pub(crate) bucket: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) endpoints: Endpoints,
    pub(crate) language: Language,
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
    pub(crate) fn new(shared: &Arc<Shared>, meta: Meta, encoded: Encoded) -> Self {
        Self {
            shared: Arc::clone(shared),
            meta,
            parts: encoded.parts,
            headers: HeaderMap::new(),
            violations: encoded.violations,
            sensitive: encoded.sensitive,
            unchecked: shared.unchecked,
            bucket: None,
            region: shared.region.clone(),
            endpoints: Endpoints::default(),
            language: shared.language,
            unsigned_payload: shared.unsigned_payload,
            timeouts: shared.timeouts,
            retry: shared.retry.clone(),
        }
    }

    /// Returns the service, such as `ims`; for a bucket, the label of the host, such as `ci`.
    pub(crate) fn service(&self) -> &str {
        match &self.meta.protocol {
            Protocol::Action { service, .. } => service,
            Protocol::Rest { .. } => self.parts.host.map_or("", |host| host.label()),
        }
    }

    /// Adds a header, or replaces one that was added before.
    pub(crate) fn add_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let (name, checked) = added_header::checked(name, value)?;
        if redact::announces_secret(name.as_str()) {
            self.sensitive.push(value.to_owned());
        }
        self.headers.insert(name, checked);
        Ok(())
    }

    /// Returns the call unless its input breaks rules of the schema.
    pub(crate) fn checked(self) -> Result<Self, Error> {
        if self.unchecked || self.violations.is_empty() {
            return Ok(self);
        }
        Err(Error::violations_of(self.meta.name, self.violations))
    }
}

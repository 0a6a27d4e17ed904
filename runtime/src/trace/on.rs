//! Spans and events, with the feature `tracing`.

use std::time::Duration;

use http::response::Parts;
use tracing::field::{Empty, display};
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, info, info_span};

use crate::meta::Protocol;
use crate::prepared::Prepared;
use crate::redact::on_one_line;
use crate::response_headers::request_id;
use crate::{Error, ErrorCode};

/// The span of a call.
#[derive(Clone)]
pub(crate) struct Trace(Span);

impl Trace {
    pub(crate) fn of(call: &Prepared) -> Self {
        let service = match &call.meta.protocol {
            Protocol::Action { service, .. } => &**service,
            Protocol::Rest { .. } => call.parts.host.map_or("", |host| host.label()),
        };
        Self(info_span!(
            target: "tencentcloud_runtime",
            "call",
            service,
            operation = &*call.meta.name,
            region = call.region,
            bucket = call.bucket,
            attempt = Empty,
            status = Empty,
            request_id = Empty,
        ))
    }

    /// Runs `work` in the span of the call.
    pub(crate) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    pub(crate) fn attempt(&self, number: u32) {
        self.0.record("attempt", number);
    }

    pub(crate) fn received(&self, head: &Parts) {
        self.record(Some(head.status.as_u16()), request_id(&head.headers));
    }

    /// Records a failed attempt.
    pub(crate) fn failed(&self, error: &Error) {
        self.record(error.status(), error.request_id());
        let (kind, code) = (error.kind(), error.code().map(ErrorCode::as_str));
        debug!(target: "tencentcloud_runtime", parent: &self.0, ?kind, code, "failed");
    }

    /// Records that another attempt follows after `delay`.
    pub(crate) fn retrying(&self, attempts: u32, error: &Error, delay: Duration) {
        let (kind, code) = (error.kind(), error.code().map(ErrorCode::as_str));
        info!(target: "tencentcloud_runtime", parent: &self.0, attempts, ?kind, code, pause = ?delay, "sending again");
    }

    /// Records the success. The request id of an API 3.0 action is known only now.
    pub(crate) fn succeeded(&self, request_id: &str) {
        self.record(None, Some(request_id).filter(|id| !id.is_empty()));
    }

    fn record(&self, status: Option<u16>, request_id: Option<&str>) {
        if let Some(status) = status {
            self.0.record("status", status);
        }
        if let Some(id) = request_id {
            self.0.record("request_id", display(on_one_line(id)));
        }
    }
}
